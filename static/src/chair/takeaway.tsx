/** The board as a file: which language, which kind, and what became of it. No token is ever in an address. */
import { Download, Printer } from "lucide-preact";
import { signal, useSignal } from "@preact/signals";
import { lang as own, t } from "../core/client";
import { Button } from "../ui/button";
import { Choices } from "../ui/choice";
import { atOnce, Sheet } from "../ui/sheet";
import { useRoom, type Room } from "./room";

const open = signal(false);
const KINDS = ["csv", "md", "json"] as const;
type Kind = (typeof KINDS)[number] | "html";
type Wish = "lo" | "en" | "both";

export function TakeAwayButton() {
  return (
    <Button look="bare" icon={Download} haspopup="dialog" label={t("take.open")} onTap={() => (open.value = true)}>
      <span class="head-word">{t("take.open")}</span>
    </Button>
  );
}

export function TakeAway() {
  if (!open.value) return null;
  return (
    <Sheet title={t("take.title")} onClose={atOnce(() => (open.value = false))}>
      <Files />
    </Sheet>
  );
}

function Files() {
  const room = useRoom();
  const wish = useSignal<Wish>(own.value);
  const busy = useSignal<Kind | undefined>(undefined);
  const said = useSignal("");
  const take = async (kind: Kind) => {
    if (busy.value) return;
    busy.value = kind;
    said.value = t("take.busy");
    const file = await room.client.file(`/api/w/${room.client.code}/takeaway/${kind}?lang=${wish.value}`);
    if (file && kind === "html") await print(await file.blob.text());
    else if (file) keep(file.blob, file.name);
    said.value = !file ? t("take.failed") : kind === "html" ? "" : t("take.done", { name: file.name });
    busy.value = undefined;
  };
  const why = (kind: Kind) => busy.value === kind && t("take.busy");
  return (
    <>
      <p>{t("take.say")}</p>
      <p class="num">{t("take.inside", inside(room))}</p>
      {room.workshop.value?.named === false && <p class="note">{t("take.anonymous")}</p>}
      <Choices
        name="take-lang"
        label={t("take.lang")}
        value={wish.value}
        of={[
          { value: "lo", say: "ລາວ", lang: "lo" },
          { value: "en", say: "English", lang: "en" },
          { value: "both", say: t("take.lang.both") },
        ]}
        onPick={(value) => (wish.value = value as Wish)}
      />
      <p class="soft small">{t("take.cards_stay")}</p>
      <ul class="take">
        <li>
          <Button look="main" wide icon={Printer} why={why("html")} onTap={() => void take("html")}>
            {t("take.print")}
          </Button>
          <p class="soft small">{t("take.print_say")}</p>
        </li>
        {KINDS.map((kind) => (
          <li key={kind}>
            <Button wide icon={Download} why={why(kind)} onTap={() => void take(kind)}>
              {t(`take.${kind}`)}
            </Button>
            <p class="soft small">{t(`take.${kind}_say`)}</p>
          </li>
        ))}
      </ul>
      <p role="status" class="take-said">
        {said.value}
      </p>
    </>
  );
}

function inside(room: Room) {
  const placed = room.placed.value;
  const alone = [...room.card.value.values()].filter((card) => card.into == null);
  return { themes: room.themes.value.length + room.parked.value.length, cards: placed.size, rest: alone.filter((card) => !placed.has(card.id)).length };
}

function keep(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** In a frame of its own, written and not fetched: a frame cannot be asked for with a header. It stays until the next. */
async function print(html: string): Promise<void> {
  document.getElementById("take-print")?.remove();
  const frame = document.createElement("iframe");
  frame.id = "take-print";
  frame.title = t("take.print");
  frame.tabIndex = -1;
  frame.ariaHidden = "true";
  const ready = new Promise((go) => frame.addEventListener("load", go, { once: true }));
  frame.srcdoc = html;
  document.body.append(frame);
  await ready;
  await frame.contentDocument?.fonts.ready; // Lao in a fallback face would wrap elsewhere
  const before = document.title;
  document.title = frame.contentDocument?.title || before; // the name that the dialog proposes for the PDF
  frame.contentWindow?.print();
  document.title = before;
}
