/*
 * "This link opens the workshop as Kham, Ministry of Education. Is that you?" Asked before the page is anybody by a link
 * that somebody else may have sent, or that lay on the table. Nothing of the link is kept before yes.
 */
import { render } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { boot, lang, t } from "../core/client";
import { link, linkCode, linkToken } from "../core/identity";
import { store } from "../core/store";
import type { Refused, Text } from "../core/types";
import { Again, useAgain } from "./again";
import { Both, both, LangSwitch } from "./bits";
import { Button } from "./button";

type Who = { refused?: undefined; kind: string; person?: number; name?: string; org?: Text };

async function who(body: { token: string } | { code: string }): Promise<Who | Refused> {
  try {
    const init = { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) };
    const answer = await fetch(`${boot.base}/api/w/${boot.code}/who?lang=${lang.value}`, init);
    return (await answer.json()) as Who | Refused;
  } catch {
    return { refused: "offline", say: t("st.offline") };
  }
}

/** Answered by `link.taken`. Who the link names already is here is not asked again. */
export function ask(root: Element, title?: Text): Promise<void> {
  return new Promise((go) => {
    const answer = (yes: boolean) => {
      link.taken = yes;
      render(null, root);
      go();
    };
    render(<Ask title={title} onAnswer={answer} />, root);
  });
}

function Ask({ title, onAnswer }: { title: Text | undefined; onAnswer: (yes: boolean) => void }) {
  const [them, setThem] = useState<Who>();
  const [here, setHere] = useState<string>();
  const [wrong, setWrong] = useState<Refused>();
  const page = useRef<HTMLElement>(null);

  const look = async () => {
    setWrong(undefined);
    const old = store.get(`ws:${boot.code}:${boot.face}`);
    const [named, now] = await Promise.all([
      who(linkCode ? { code: linkCode } : { token: linkToken! }),
      old ? who({ token: old }) : undefined,
    ]);
    if (named.refused !== undefined) return setWrong(named);
    if (now && now.refused === undefined && now.person !== undefined && now.person === named.person) return onAnswer(true);
    setHere(now && now.refused === undefined ? now.name : undefined);
    setThem(named);
  };
  useEffect(() => void look(), []);
  useEffect(() => page.current?.focus(), [them, wrong]);
  const left = useAgain(wrong, () => void look());

  const org = both(them?.org);
  const name = them?.name ?? "";
  return (
    <main id="main" class="join" tabIndex={-1} ref={page} aria-busy={!them && !wrong}>
      <LangSwitch />
      {title && <Both of={title} as="h1" />}
      {them && (
        <div class="panel stack">
          <h2>{t(them.kind === "invited" ? "join.link_invited" : "join.link_title")}</h2>
          {them.kind !== "invited" && <p>{org ? t("join.link_say", { name, org }) : t("join.link_say_name", { name })}</p>}
          {here && <p>{t("join.link_here", { name: here })}</p>}
          <Button look="main" wide onTap={() => onAnswer(true)}>
            {them.kind === "invited" ? t("join.link_use") : t("join.link_yes", { name })}
          </Button>
          <Button wide onTap={() => onAnswer(false)}>
            {here ? t("join.other_no", { name: here }) : t("join.link_no")}
          </Button>
        </div>
      )}
      {wrong && (
        <div class="panel stack">
          <Again id="ask-wrong" refused={wrong} left={left} />
          {!left && (
            <Button look="main" wide onTap={() => void look()}>
              {t("act.retry")}
            </Button>
          )}
          <Button wide onTap={() => onAnswer(false)}>
            {t("join.link_without")}
          </Button>
        </div>
      )}
      {!them && !wrong && (
        <p class="soft" role="status">
          {t("st.loading")}
        </p>
      )}
    </main>
  );
}
