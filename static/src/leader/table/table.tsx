/* One device for those who have none: it goes from hand to hand, and each turn is private to whoever holds it. */
import { useEffect, useState } from "preact/hooks";
import type { Person } from "../../core/client";
import { lang, setLang, t } from "../../core/strings";
import { atOnce, Sheet } from "../../ui/sheet";
import { hush } from "../../ui/toast";
import { use } from "../../phone/world";
import { BallotTurn } from "./ballot";
import { Seated } from "./seated";
import { polling, type What } from "./slate";
import { HandBack, HandOver } from "./handover";
import { WriteTurn } from "./write";
import { useClose } from "../../ui/close";

type Page =
  | { at: "list" }
  | { at: "hand"; person: Person; what: What }
  | { at: "turn"; person: Person; what: What }
  | { at: "thanks"; person: Person; say: string };

export function Table({ onClose: shut }: { onClose: () => void }) {
  const onClose = useClose(shut);
  const [page, setPage] = useState<Page>({ at: "list" });
  // The turn's own question before it is left; the sheet's X, Escape and Back all ask it.
  const [leaving, setLeaving] = useState(0);
  const [note, setNote] = useState<string>();
  // The whole room's vote first, while there is one; the table's own work goes on beside it.
  const [own, setOwn] = useState(false);
  const { board } = use();
  const mine: What = board.value?.phase === "vote" ? "vote" : "write";
  const choice: What[] = polling() ? ["poll", mine] : [mine];
  const now = own ? mine : choice[0]!;
  const [before] = useState(lang.peek());
  // The leader's last acts and their Undo are no voter's to press.
  useEffect(hush, [page.at]);
  const list = (say?: string) => {
    void setLang(before, false); // a voter may have read in their own language
    setPage({ at: "list" });
    setLeaving(0);
    setNote(say);
  };
  const close = () => {
    if (page.at === "list") onClose();
    else if (page.at === "turn") setLeaving(leaving + 1);
    else list();
  };
  return (
    <Sheet
      full
      page={page.at}
      title={page.at === "list" ? t("table.title") : page.person.name}
      onClose={atOnce(close)}
    >
      {page.at === "list" && (
        <Seated
          note={note}
          what={now}
          choice={choice}
          onChoose={(what) => setOwn(what !== "poll")}
          onPick={(person, what) => setPage({ at: "hand", person, what })}
        />
      )}
      {page.at === "hand" && <HandOver {...page} onTake={() => setPage({ ...page, at: "turn" })} onBack={() => list()} />}
      {page.at === "turn" && page.what !== "write" && (
        <BallotTurn
          person={page.person}
          what={page.what}
          leaving={leaving}
          onDone={(waits) =>
            setPage({ at: "thanks", person: page.person, say: t(waits ? "table.waits" : "table.counted") })
          }
          onLeave={list}
        />
      )}
      {page.at === "turn" && page.what === "write" && (
        <WriteTurn
          person={page.person}
          leaving={leaving}
          onDone={(n) => setPage({ at: "thanks", person: page.person, say: t("table.wrote", { n }) })}
          onLeave={list}
        />
      )}
      {page.at === "thanks" && <HandBack {...page} onBack={() => list()} />}
    </Sheet>
  );
}
