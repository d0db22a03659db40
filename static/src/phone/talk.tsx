/* What the table says to a card: three short reactions, and replies in words. Neither draws any other card again. */
import { EyeOff, MessageCircle, Pencil, RotateCcw, Undo2, X } from "lucide-preact";
import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { Reactions } from "../core/client";
import { t } from "../core/strings";
import { Button } from "../ui/button";
import { Icon } from "../ui/icons";
import { SavedMark } from "../ui/marks";
import { toast } from "../ui/toast";
import type { Shown } from "./cards";
import { phaseNow, whyNot } from "./may";
import { openSheet } from "./open";
import { countOf, react, REACTIONS, saidTo } from "./reactions";
import { remarksOn, type Said } from "./remarks";
import { spread } from "./spread";
import { use } from "./world";

/** The card and what stands under it, as one: `1,4,9`. A text, so that it is equal while nothing changed. */
export const clusterIds = (card: Shown, members: readonly Shown[]): string =>
  [card, ...members].flatMap((one) => one.card?.id ?? []).join();
const ids = (cluster: string): number[] => cluster.split(",").map(Number);

/**
 * Nothing is said to private writing, or to a card that the table does not see. `children` stand beside the way to
 * reply.
 */
export function Talk({ card, cluster, children }: { card: Shown; cluster: string; children?: ComponentChildren }) {
  if (!cluster || card.hidden || card.pending || phaseNow() === "write")
    return children ? <div class="row card-ways">{children}</div> : null;
  return (
    <>
      {phaseNow() === "reveal" && <Reacted cluster={cluster} />}
      <Replies card={card} cluster={cluster} quiet={phaseNow() === "vote"}>
        {children}
      </Replies>
    </>
  );
}

function Reacted({ cluster }: { cluster: string }) {
  const cards = ids(cluster);
  const record = use().client.one<Reactions>(`reactions:${cards[0]}`).value;
  const not = whyNot("reaction.set");
  return (
    <div class="reactions" role="group" aria-label={t("reaction.all")}>
      {REACTIONS.map((kind) => {
        const on = saidTo(cards, kind);
        const n = countOf(cards[0]!, kind, record, on);
        return (
          <Button
            key={kind}
            small
            class="reaction"
            pressed={on}
            why={not}
            onTap={() => react(cards, kind, !on)}
          >
            <span class="unseen">{t("reaction.n", { what: t(`reaction.${kind}`), n })}</span>
            <span aria-hidden="true">{t(`reaction.${kind}`)}</span>
            {/* Always as wide: the third tap must find its button where the second left it. */}
            <span class="reaction-n num" aria-hidden="true">
              {n || ""}
            </span>
          </Button>
        );
      })}
    </div>
  );
}

/** Beyond so many they are folded. The oldest stay in sight, so that a new one moves nothing. */
const FOLD = 2;
const unfolded = signal<ReadonlyMap<number, boolean>>(new Map());
const isOpen = spread(() => unfolded.value);

/** All replies to this card, from now on: whoever writes one wants to see it stand there. */
export function unfold(card: number, open = true): void {
  unfolded.value = new Map([...unfolded.value, [card, open]]);
}

interface RepliesProps {
  card: Shown;
  cluster: string;
  /** While the table votes they are there to be read: all folded, and nobody is asked for more. */
  quiet: boolean;
  children?: ComponentChildren;
}

function Replies({ card, cluster, quiet, children }: RepliesProps) {
  const head = ids(cluster)[0]!;
  const all = remarksOn(ids(cluster));
  const open = isOpen(head) ?? false;
  const not = quiet && !open ? "" : whyNot("reply.post");
  if (not !== null && !all.length && !children) return null;
  const fold = quiet ? 0 : FOLD;
  // What has not arrived, or came back, is never folded away.
  const shown = open ? all : all.filter((one, i) => i < fold || !one.record);
  const more = all.length - all.slice(0, fold).length;
  return (
    <div class="replies">
      {shown.length > 0 && (
        <ul aria-label={t("reply.n", { n: all.length })}>
          {shown.map((one) => (
            <li key={one.key} class="reply" id={one.key}>
              <Reply of={one} card={card} />
            </li>
          ))}
        </ul>
      )}
      <div class="row card-ways">
        {more > 0 && (
          <Button look="bare" small expanded={open} onTap={() => unfold(head, !open)}>
            {open ? t("reply.fewer") : t(quiet ? "reply.n" : "reply.more", { n: more })}
          </Button>
        )}
        {not === null && (
          <Button
            look="bare"
            small
            icon={MessageCircle}
            haspopup="dialog"
            label={t("reply.to", { text: card.text })}
            onTap={() => openSheet("reply", card.key)}
          >
            {t("reply.write")}
          </Button>
        )}
        {children}
      </div>
    </div>
  );
}

function Reply({ of, card }: { of: Said; card: Shown }) {
  const { leads } = use();
  const reason = of.record?.reason;
  return (
    <>
      <p lang={of.lang}>{of.text}</p>
      <div class="reply-foot">
        {of.mine ? <span class="tag tag-accent">{t("card.yours")}</span> : of.author && <span class="soft small">{of.author}</span>}
        {of.hidden && <span class="tag tag-amber">{reason ? t("card.hidden_why", { reason }) : t("card.hidden")}</span>}
        {of.state === "waiting" && <SavedMark state="waiting" />}
        {of.state === "sending" && <SavedMark state="saving" />}
        {of.state === "saved" && <SavedMark state="saved" />}
        {of.record && of.mine && <TakeBack of={of} />}
        {of.record && leads.value && !of.mine && <Hiding of={of} />}
      </div>
      {of.state === "refused" && <CameBack of={of} card={card} />}
    </>
  );
}

function TakeBack({ of }: { of: Said }) {
  const { client } = use();
  const take = () => {
    const reply = { reply: of.record!.id };
    client.post("reply.withdraw", reply);
    toast(t("reply.did_withdraw"), { label: t("act.undo"), act: () => client.post("reply.return", reply) });
  };
  return (
    <Button look="bare" small icon={Undo2} label={t("reply.take", { text: of.text })} onTap={take}>
      {t("board.withdraw")}
    </Button>
  );
}

function Hiding({ of }: { of: Said }) {
  const { client } = use();
  const id = of.record!.id;
  const send = async (name: "reply.hide" | "reply.restore") => {
    const reply = await client.send(name, { reply: id });
    if (reply.refused !== undefined) return toast(reply.say);
    if (name === "reply.hide") toast(t("reply.did_hide"), { label: t("act.undo"), act: () => void send("reply.restore") });
  };
  return of.hidden ? (
    <Button look="bare" small icon={RotateCcw} onTap={() => void send("reply.restore")}>
      {t("lead.restore")}
    </Button>
  ) : (
    <Button look="bare" small icon={EyeOff} label={t("reply.hide", { text: of.text })} onTap={() => void send("reply.hide")}>
      {t("act.hide")}
    </Button>
  );
}

/** The sentence, and the words at hand to mend, to send again or to let go. */
function CameBack({ of, card }: { of: Said; card?: Shown | undefined }) {
  const { client } = use();
  const item = of.item!;
  const mend = () => {
    client.draft(`reply.${of.card}`).value = of.text;
    client.dismiss(item.id);
    openSheet("reply", card!.key);
  };
  return (
    <div class="refusal" role="alert">
      <SavedMark state="refused" say={item.reply.value?.refused === "not_found" ? t("card.gone") : of.say} />
      <div class="row">
        {card && (
          <Button small icon={Pencil} onTap={mend}>
            {t("act.edit")}
          </Button>
        )}
        <Button small icon={RotateCcw} onTap={() => client.retry(item.id)}>
          {t("act.retry")}
        </Button>
        <Button small look="bare" icon={X} onTap={() => client.dismiss(item.id)}>
          {t("similar.clear")}
        </Button>
      </div>
    </div>
  );
}

/** Words to a card that is no longer here. */
export function StrayReply({ of }: { of: Said }) {
  return (
    <article class="card card-quiet">
      <p class="row small strong">
        <Icon of={MessageCircle} />
        {t("reply.stray")}
      </p>
      <p lang={of.lang}>{of.text}</p>
      <CameBack of={of} />
    </article>
  );
}
