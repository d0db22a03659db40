/** Somebody speaks: what about, and who. */
import { Presentation } from "lucide-preact";
import { Details } from "./details";
import { useScene } from "./scene";
import { pair, Titled } from "./words";

const ROOM = { short: 7, middle: 5, long: 4 };

export function Talk() {
  const step = useScene().step.value;
  const { first: body, lang } = pair(step?.body);
  return (
    <div class="talk">
      <Titled text={step?.title} />
      {step?.speaker && (
        <p class="talk-speaker">
          <Presentation class="icon" strokeWidth={1.5} aria-hidden="true" />
          {step.speaker}
        </p>
      )}
      <Details text={body} lang={lang} below={step?.title} most={ROOM} />
    </div>
  );
}
