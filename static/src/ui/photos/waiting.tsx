/* Own photos that are not there yet: each in its place, with how it stands and what can be done. Nothing is lost. */
import { RotateCcw, X } from "lucide-preact";
import { useEffect, useMemo } from "preact/hooks";
import { boot, pageClient, type Parcel, t } from "../../core/client";
import { Button } from "../button";
import { type SavedState, SavedMark } from "../marks";

export function Waiting({ parcels }: { parcels: readonly Parcel[] }) {
  if (!parcels.length) return null;
  return (
    <ul class="photos-waiting">
      {parcels.map((parcel) => (
        <Row key={parcel.id} parcel={parcel} />
      ))}
    </ul>
  );
}

const MARK: Record<string, SavedState> = { waiting: "waiting", sending: "saving", saved: "saved", refused: "refused" };

function Row({ parcel }: { parcel: Parcel }) {
  const { parcels } = pageClient();
  const address = useMemo(() => URL.createObjectURL(parcel.body), [parcel]);
  useEffect(() => () => URL.revokeObjectURL(address), [address]);
  const state = parcel.state.value;
  const refused = state === "refused";
  return (
    <li role={refused ? "alert" : undefined}>
      {/* What this browser cannot draw is sent all the same: then there is no picture of it yet. */}
      <img src={address} alt="" onError={(event) => (event.currentTarget.hidden = true)} />
      <div class="stack-tight grow">
        <SavedMark state={MARK[state]!} say={refused ? sentence(parcel) : t(`photo.${state}`)} />
        {!parcel.kept.value && !refused && <span class="small soft">{t("photo.not_kept")}</span>}
        {refused && (
          <div class="row">
            <Button small icon={RotateCcw} onTap={() => void parcels.retry(parcel.id)}>
              {t("act.retry")}
            </Button>
            <Discard parcel={parcel} />
          </div>
        )}
      </div>
      {state === "waiting" && <Discard parcel={parcel} />}
    </li>
  );
}

const Discard = ({ parcel }: { parcel: Parcel }) => (
  <Button small look="bare" icon={X} onTap={() => pageClient().parcels.dismiss(parcel.id)}>
    {t("photo.discard")}
  </Button>
);

function sentence(parcel: Parcel): string {
  const reply = parcel.reply.value;
  if (!reply || reply.refused === undefined) return t("err.error");
  return reply.say || t(`err.${reply.refused}`, { max: boot.upload_mb });
}
