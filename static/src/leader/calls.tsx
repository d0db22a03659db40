/* A word to the chair without crossing the room: "we are ready", and "please come". */
import { Check, CircleCheck, MessageCircleQuestion } from "lucide-preact";
import { useState } from "preact/hooks";
import type { Call } from "../core/client";
import { t } from "../core/strings";
import { length } from "../core/words";
import { Button } from "../ui/button";
import { timeText } from "../ui/dates";
import { Field } from "../ui/field";
import { Sheet } from "../ui/sheet";
import { toast } from "../ui/toast";
import { why } from "../phone/why";
import { use } from "../phone/world";
import { scriptOf } from "../phone/writing";
import { give } from "./give";
import { whyNot } from "./open";
import { underWay, useClose } from "../ui/close";

const MAX = 140;

export function Calls() {
  const { client } = use();
  const board = use().board.value!;
  const [asking, setAsking] = useState(false);
  const open = client.all("call").value.filter((call) => call.board === board.id && call.open);
  const ready = board.ready != null;
  return (
    <section class="panel stack-tight" aria-labelledby="desk-calls">
      <h2 id="desk-calls">{t("call.to_chair")}</h2>
      <div class="row row-fill">
        <Button
          class="call-ready"
          icon={ready ? CircleCheck : Check}
          pressed={ready}
          why={whyNot("board.ready")}
          onTap={() => void setReady(board.id, !ready)}
        >
          {t("call.ready")}
        </Button>
        <Button icon={MessageCircleQuestion} haspopup="dialog" why={whyNot("call.make")} onTap={() => setAsking(true)}>
          {t("call.ask")}
        </Button>
      </div>
      {ready && (
        <p class="soft small num" role="status">
          {t("call.ready_since", { time: timeText(board.ready!) })}
        </p>
      )}
      {open.length > 0 && (
        <ul class="stack-tight">
          {open.map((call) => (
            <Open key={call.key} call={call} />
          ))}
        </ul>
      )}
      {asking && <Ask onClose={() => setAsking(false)} />}
    </section>
  );
}

const setReady = (board: number, ready: boolean) =>
  give(
    "board.ready",
    { board, ready },
    {
      say: t(ready ? "call.did_ready" : "call.did_unready"),
      undo: () => void give("board.ready", { board, ready: !ready }),
    },
  );

function Open({ call }: { call: Call }) {
  return (
    <li class="row-apart call">
      <span class="grow">
        <span class="strong" lang={call.text ? scriptOf(call.text) : undefined}>{call.text || t("call.come")}</span>
        <br />
        <span class="soft small num">{t("call.since", { time: timeText(call.at) })}</span>
      </span>
      <Button
        small
        why={why("call.close", { group: call.group })}
        label={t("call.take_back_what", { what: call.text || t("call.come") })}
        onTap={() => void give("call.close", { call: call.id }, { say: t("call.did_take_back"), undo: () => void make(call.board, call.text) })}
      >
        {t("call.take_back")}
      </Button>
    </li>
  );
}

/** Null when the chair was asked; otherwise why not. */
async function make(board: number, text: string): Promise<string | null> {
  const reply = await use().client.send("call.make", { board, text });
  if (reply.refused !== undefined) return reply.say;
  const { call } = reply.ok;
  toast(t("call.did_ask"), { label: t("act.undo"), act: () => void give("call.close", { call }) });
  return null;
}

function Ask({ onClose: shut }: { onClose: () => void }) {
  const onClose = useClose(shut);
  const { client } = use();
  const board = use().board.value!;
  const text = client.draft("call.text");
  const [wrong, setWrong] = useState<string | null>(null);
  const send = async () => {
    if (length(text.value) > MAX) return setWrong(t("err.too_long", { max: MAX }));
    const asked = underWay(text);
    const bad = await make(board.id, text.value.trim());
    if (bad) return setWrong(bad);
    if (asked()) onClose(); // else another question is being written
  };
  return (
    <Sheet title={t("call.ask")} onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      >
        <Field
          id="call-text"
          label={t("call.text")}
          hint={t("call.text_say")}
          optional
          value={text.value}
          onText={(typed) => {
            text.value = typed;
            setWrong(null);
          }}
          wrong={wrong}
          focus
        />
        <Button look="main" wide submit icon={MessageCircleQuestion}>
          {t("call.send")}
        </Button>
      </form>
    </Sheet>
  );
}
