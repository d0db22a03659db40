/* A personal code is typed: on a new phone, or on a device that is lent. A right one never needs a second tap. */
import { useRef, useState } from "preact/hooks";
import type { Refused } from "../core/client";
import { t } from "../core/strings";
import { digits } from "../core/words";
import { Left, sayAgain, useAgain } from "../ui/again";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { use } from "./world";

export function TypedCode({ id, onIn }: { id: string; onIn?: () => void }) {
  const { client } = use();
  const [code, setCode] = useState("");
  const [wrong, setWrong] = useState<Refused>();
  const [busy, setBusy] = useState(false);
  const last = useRef("");
  const submit = async () => {
    if (busy) return;
    const typed = digits(code);
    if (!typed) return setWrong({ refused: "code", say: t("err.code") });
    setWrong(undefined);
    setBusy(true);
    const reply = await client.comeBack(typed);
    if (reply.refused === undefined) return onIn?.();
    setBusy(false);
    if (last.current === code) setWrong(reply); // of another code by now: nothing is said of it
  };
  const left = useAgain(wrong, () => void submit());
  return (
    <form
      class="stack"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div class="stack-tight">
        <Field
          id={id}
          label={t("me.code")}
          hint={t("join.code_hint")}
          value={code}
          onText={(text) => {
            last.current = text;
            setCode(text);
            setWrong(undefined);
          }}
          wrong={wrong && sayAgain(wrong)}
          inputMode="numeric"
          focus
        />
        <Left left={left} />
      </div>
      <Button look="main" wide submit>
        {t(busy ? "join.coming" : "act.continue")}
      </Button>
      <p role="status" class="unseen">
        {busy && t("join.coming")}
      </p>
    </form>
  );
}
