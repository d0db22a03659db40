/* The leader's desk: run the table, see who is here, mind the board, send the result, take a step back. */
import { t } from "../core/strings";
import { Deeds } from "./deeds";
import { GroupPart } from "./group";
import { Hidden } from "./hidden";
import { People } from "./people";
import { SpotlightBar } from "./spotlight";
import { Stage } from "./stage";
import { ByHand } from "./table/panel";
import { Clock } from "./clock";
import { Result } from "./result";
import { VoteSettings } from "./votes";

export function Desk() {
  return (
    <div class="part desk">
      <h1 class="unseen">{t("tab.desk")}</h1>
      <SpotlightBar />
      <Stage />
      <Clock />
      <People />
      <ByHand />
      <VoteSettings />
      <Result />
      <Hidden />
      <GroupPart />
      <Deeds />
    </div>
  );
}
