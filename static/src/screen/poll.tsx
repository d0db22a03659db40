/** The whole room votes on the themes: the invitation, and how many have. Who, and for what, stays theirs.

    It is two lines high, whatever the numbers: the picture below it was given what is left, and has no more. */
import { Vote } from "lucide-preact";
import { t } from "../core/client";
import { Icon } from "../ui/icons";
import { Say } from "./words";

export function Invitation({ poll }: { poll: { voted: number; of: number; handed: number } }) {
  const said = t("screen.have_voted", { n: poll.voted, of: poll.of });
  return (
    <header class="invite">
      <h1 class="invite-words">
        <Icon of={Vote} />
        <span>
          <Say id="screen.vote_now" />
        </span>
      </h1>
      <p class="invite-voted num" role="status">
        <span class="unseen">{said}</span>
        <span class="invite-number" aria-hidden="true">
          <span class="invite-whole">{said}</span>
          <span class="invite-short">
            {poll.voted}/{poll.of}
          </span>
        </span>
        {poll.handed > 0 && <span class="invite-handed">{t("screen.handed_in", { n: poll.handed })}</span>}
      </p>
    </header>
  );
}
