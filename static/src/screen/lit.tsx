/** A card that a table holds up to the whole room: whose it is, and its words as large as they go. */
import type { Spotlight } from "../core/client";
import { Beside } from "./beside";
import { BigCard } from "./bigcard";
import { useScene } from "./scene";
import { GroupLine } from "./groupline";

export function Lit({ of }: { of: Spotlight }) {
  const group = useScene().group.value.get(of.group);
  return (
    <div class="sheet-picture">
      <GroupLine group={group} />
      <Beside at={{ board: of.board, card: of.card }}>
        {(shared) => <BigCard shared={shared} kind={of.kind} text={of.text} lang={of.lang} />}
      </Beside>
    </div>
  );
}
