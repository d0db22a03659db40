/* The personal code, to be read aloud or photographed by one's own other device. */
import { useEffect, useState } from "preact/hooks";
import { t } from "../core/strings";
import { use } from "./world";

export function MyCode({ code }: { code: string }) {
  const { client } = use();
  const picture = usePicture(`/api/w/${client.code}/me.svg`, code);
  return (
    <section class="panel my-code" aria-labelledby="me-code">
      <div class="my-code-digits">
        <h2 id="me-code">{t("me.code")}</h2>
        <p class="code num">{inFours(code)}</p>
      </div>
      {/* Its place is kept while it comes: what stands below does not move. */}
      <div class="my-code-qr">{picture && <img class="qr" src={picture} alt={t("me.code_qr")} width={240} height={240} />}</div>
      <div class="my-code-say stack-tight">
        <p>{t("me.code_scan")}</p>
        <p>{t("me.code_goes_on")}</p>
        <p class="soft">{t("me.code_say")}</p>
      </div>
    </section>
  );
}

/** As it is read aloud. */
export const inFours = (code: string) => code.replace(/(\d{4})(?=\d)/g, "$1 ");

/** A picture for this person alone: asked for with who they are, since its address must say nothing. */
function usePicture(path: string, of: string): string | undefined {
  const { client } = use();
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    let made: string | undefined;
    let gone = false;
    void client.picture(path).then((blob) => {
      if (!blob || gone) return;
      made = URL.createObjectURL(blob);
      setUrl(made);
    });
    return () => {
      gone = true;
      if (made) URL.revokeObjectURL(made);
      setUrl(undefined);
    };
  }, [path, of]);
  return url;
}
