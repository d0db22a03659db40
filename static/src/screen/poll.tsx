/** The whole room votes on the themes: the invitation, and how many have. Who, and for what, stays theirs. */
import { Vote } from "lucide-preact";
import { t } from "../core/client";
import { Icon } from "../ui/icons";
import { Say } from "./words";

export function Invitation({ poll }: { poll: { voted: number; of: number; handed: number } }) {
  return (
    <header class="invite">
      <h1 class="invite-words">
        <Icon of={Vote} />
        <span>
          <Say id="screen.vote_now" />
        </span>
      </h1>
      <p class="invite-voted num" role="status">
        {t("screen.have_voted", { n: poll.voted, of: poll.of })}
        {poll.handed > 0 && <span class="invite-handed">{t("vote.handed_in", { n: poll.handed })}</span>}
      </p>
    </header>
  );
}
