/* One photo over the whole page, and what may be done with it. */
import { ChevronLeft, ChevronRight, Eye, EyeOff, Maximize2, Minimize2, Trash2 } from "lucide-preact";
import { useEffect, useState } from "preact/hooks";
import { pageClient, type Photo, type Subject, t } from "../../core/client";
import { Button } from "../button";
import { Sheet } from "../sheet";
import { toast } from "../toast";
import { named, Picture } from "./thumb";
import { useClose } from "../../ui/close";

export interface ViewerProps {
  of: readonly Photo[];
  /** The id of the one that is open. */
  open: number;
  onOpen: (id: number) => void;
  onClose: () => void;
}

export function Viewer({ of, open, onOpen, onClose: shut }: ViewerProps) {
  const onClose = useClose(shut);
  const [large, setLarge] = useState(false);
  const at = of.findIndex((photo) => photo.id === open);
  const photo = of[at];
  useEffect(() => {
    if (!photo) onClose(); // taken back, or hidden from here
  }, [photo]);
  if (!photo) return null;
  const to = (by: number) => {
    setLarge(false);
    onOpen(of[at + by]!.id);
  };
  return (
    <Sheet title={of.length > 1 ? t("photo.of", { n: at + 1, all: of.length }) : t("photo.photo")} full onClose={onClose}>
      {/* Focusable, so that the arrow keys move a large photo about. */}
      <div class={large ? "photo-view photo-view-large" : "photo-view"} tabIndex={0} role="group" aria-label={named(photo, of)}>
        <Picture key={photo.id} photo={photo} size="full" alt={named(photo, of)} />
      </div>
      {photo.caption && <p class="photo-caption">{photo.caption}</p>}
      <p class="photo-caption" role="status">
        {photo.hidden && <span class="tag tag-amber">{t("photo.hidden")}</span>}
      </p>
      <div class="row photo-acts">
        {of.length > 1 && (
          <>
            <Button icon={ChevronLeft} label={t("photo.before")} why={at === 0 && t("photo.of", { n: 1, all: of.length })} onTap={() => to(-1)} />
            <Button
              icon={ChevronRight}
              label={t("photo.after")}
              why={at === of.length - 1 && t("photo.of", { n: of.length, all: of.length })}
              onTap={() => to(1)}
            />
          </>
        )}
        <Button icon={large ? Minimize2 : Maximize2} pressed={large} onTap={() => setLarge(!large)}>
          {t(large ? "photo.fit" : "photo.larger")}
        </Button>
        <Acts photo={photo} />
      </div>
    </Sheet>
  );
}

type Act = "photo.remove" | "photo.return" | "photo.hide" | "photo.restore";

function Acts({ photo }: { photo: Photo }) {
  const client = pageClient();
  const subject: Subject = { key: photo.key, at: `board:${photo.board}`, group: photo.group, hidden: photo.hidden };
  const give = async (name: Act, back?: { say: string; name: Act }) => {
    const reply = await client.send(name, { photo: photo.id });
    if (reply.refused !== undefined) toast(reply.say);
    else if (back) toast(back.say, { label: t("act.undo"), act: () => void give(back.name) });
  };
  return (
    <>
      {client.may("photo.remove", subject) && (
        <Button look="loss" icon={Trash2} onTap={() => void give("photo.remove", { say: t("photo.removed"), name: "photo.return" })}>
          {t("photo.remove")}
        </Button>
      )}
      {photo.hidden && client.may("photo.restore", subject) && (
        <Button icon={Eye} onTap={() => void give("photo.restore")}>
          {t("photo.restore")}
        </Button>
      )}
      {!photo.hidden && client.may("photo.hide", subject) && (
        <Button icon={EyeOff} onTap={() => void give("photo.hide")}>
          {t("photo.hide")}
        </Button>
      )}
    </>
  );
}
