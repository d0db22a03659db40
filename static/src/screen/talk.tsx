/** Somebody speaks: what about, and who. */
import { Presentation } from "lucide-preact";
import { useScene } from "./scene";
import { pair, Titled } from "./words";

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
      {body && (
        <p class="talk-body lines soft" lang={lang}>
          {body}
        </p>
      )}
    </div>
  );
}
