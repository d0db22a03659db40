/* Adding a photo: choose or take one, see what will be sent, say what it shows. */
import { Camera } from "lucide-preact";
import { computed } from "@preact/signals";
import { type ComponentChildren } from "preact";
import { useEffect, useMemo, useState } from "preact/hooks";
import { type Board, boot, pageClient, t } from "../../core/client";
import { Button } from "../button";
import { Wrong } from "../field";
import { Icon } from "../icons";
import { Sheet } from "../sheet";
import { MOST, parcelsAt, photosAt, type Place } from "./of";
import { shrink, type Shrunk } from "./shrink";
import { useClose } from "../../ui/close";

export interface PhotoButtonProps {
  at: Place;
  /** The card's words, for those who hear the page: many such buttons are on a board. */
  about?: string;
}

/** Draws nothing where this person never adds one; what is on its way is shown with the photos of the place. */
export function PhotoButton({ at, about }: PhotoButtonProps) {
  const [file, setFile] = useState<File | null>(null);
  const why = useMemo(() => computed(() => whyNone(at)), [at.board, at.card]).value;
  const label = about ? t("photo.add_to", { text: about }) : t("photo.add");
  return (
    <>
      {why === null && (
        <Choose label={label} onPick={setFile}>
          {t(about ? "photo.photo" : "photo.add")}
        </Choose>
      )}
      {why && (
        <Button small look="bare" icon={Camera} why={why} label={label}>
          {t(about ? "photo.photo" : "photo.add")}
        </Button>
      )}
      {file && <Preview file={file} at={at} onPick={setFile} onClose={() => setFile(null)} />}
    </>
  );
}

/** Null: may. A sentence: not now. Undefined: this person never adds one here. */
function whyNone(at: Place): string | null | undefined {
  const client = pageClient();
  const board = client.one<Board>(`board:${at.board}`).value;
  const { role, group } = client.me.value;
  if (!board || group !== board.group || role === "chair") return undefined;
  // The board itself says, once, that it is locked or closed.
  if (!client.may("photo.attach", { at: board.key, group: board.group })) return undefined;
  if (!board.posting && role === "participant") return undefined;
  const here = photosAt(at).filter((photo) => !photo.hidden).length + parcelsAt(at).filter((each) => each.state.value !== "refused").length;
  const max = at.card === undefined ? MOST.board : MOST.card;
  return here >= max ? t("err.photos_full", { max }) : null;
}

interface ChooseProps {
  label?: string | undefined;
  onPick: (file: File) => void;
  children: ComponentChildren;
}

/** The browser's own choice of camera or gallery; the label is what is seen and pressed. */
function Choose({ label, onPick, children }: ChooseProps) {
  return (
    <label class="btn btn-bare btn-small photo-add">
      <input
        type="file"
        accept="image/*"
        class="unseen"
        aria-label={label}
        onChange={(event) => {
          const file = event.currentTarget.files?.[0];
          event.currentTarget.value = ""; // the same photo can be chosen again
          if (file) onPick(file);
        }}
      />
      <Icon of={Camera} />
      {children}
    </label>
  );
}

interface PreviewProps {
  file: File;
  at: Place;
  onPick: (file: File) => void;
  onClose: () => void;
}

function Preview({ file, at, onPick, onClose: shut }: PreviewProps) {
  const onClose = useClose(shut);
  const client = pageClient();
  const caption = client.draft("photo.caption");
  const [shrunk, setShrunk] = useState<Shrunk | null>(null);
  useEffect(() => {
    let current = true;
    setShrunk(null);
    void shrink(file).then((it) => current && setShrunk(it));
    return () => void (current = false);
  }, [file]);
  const max = at.card === undefined ? MOST.board : MOST.card;
  const send = (body: Blob) => {
    const { board, card } = at;
    void client.parcels.post("photos", body, "photo.attach", { board, ...(card !== undefined && { card }), caption: caption.value });
    caption.value = "";
    onClose();
  };
  return (
    <Sheet title={t("photo.add")} onClose={onClose}>
      {shrunk === null && (
        <p class="soft" role="status">
          {t("photo.preparing")}
        </p>
      )}
      {shrunk?.wrong !== undefined && <Wrong id="photo-wrong" say={shrunk.wrong} />}
      {shrunk && shrunk.wrong === undefined && (
        <form
          class="stack"
          onSubmit={(event) => {
            event.preventDefault();
            send(shrunk.body);
          }}
        >
          <Look body={shrunk.body} />
          <div class="field">
            <label class="field-label" for="photo-caption">
              {t("photo.caption")}
            </label>
            <input
              id="photo-caption"
              class="input"
              maxLength={140}
              value={caption.value}
              aria-describedby="photo-caption-hint"
              onInput={(event) => (caption.value = event.currentTarget.value)}
            />
            <span id="photo-caption-hint" class="field-hint">
              {t("photo.caption_hint")}
            </span>
          </div>
          <Button look="main" wide submit>
            {t("photo.add")}
          </Button>
        </form>
      )}
      <Choose onPick={onPick}>{t("photo.another")}</Choose>
      <p class="small soft">{t(at.card === undefined ? "photo.limit_board" : "photo.limit_card", { max, mb: boot.upload_mb })}</p>
    </Sheet>
  );
}

function Look({ body }: { body: Blob }) {
  const address = useMemo(() => URL.createObjectURL(body), [body]);
  useEffect(() => () => URL.revokeObjectURL(address), [address]);
  return <img class="photo-look" src={address} alt="" onError={(event) => (event.currentTarget.hidden = true)} />;
}
