/* Back to private writing after cards were gathered: first how many of them the room has in its themes. */
import type { Board, Client } from "../core/client";
import { t } from "../core/strings";
import { Button } from "./button";
import { type Close, useClose } from "./close";
import { Sheet } from "./sheet";

/** Cards of these boards that lie in themes, and would be private again. */
export function gathered(client: Pick<Client, "all">, boards: readonly Pick<Board, "group" | "phase">[]): number {
  const groups = new Set(boards.filter((board) => board.phase !== "write").map((board) => board.group));
  return client.all("source").value.filter((source) => source.theme !== null && groups.has(source.group)).length;
}

export function GoBack({ n, onGo, onClose: shut }: { n: number; onGo: () => void; onClose: () => void }) {
  const onClose: Close = useClose(shut);
  return (
    <Sheet title={t("room.back_title")} onClose={onClose}>
      <p class="strong num">{t("room.back_n", { n })}</p>
      <p>{t("room.back_say")}</p>
      <div class="row">
        <Button
          look="main"
          onTap={() => {
            onClose();
            onGo();
          }}
        >
          {t("room.back_do")}
        </Button>
        <Button onTap={onClose}>{t("history.leave")}</Button>
      </div>
    </Sheet>
  );
}
