/** Every door of this workshop: the QR to join, each group's own, the leaders' invitations, the screen. */
import { signal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { t, type Client, type Group, type Id } from "../core/client";
import { Qr } from "../ui/bits";
import { Button } from "../ui/button";
import { GroupSign } from "../ui/marks";
import { VIEWS, withView } from "../screen/views";
import { Sheet } from "../ui/sheet";
import { useRoom } from "./room";
import { groupName } from "./words";
import { closing } from "../ui/close";

export interface AllLinks {
  join: string;
  groups: Record<string, { join: string; leader: string }>;
  screen: string;
  chair: string;
}

const links = signal<AllLinks | undefined>(undefined);
const failed = signal(false);
const shown = signal<{ url: string; title: string; private: boolean } | undefined>(undefined);

export async function loadLinks(client: Client): Promise<AllLinks | undefined> {
  const found = await client.get<AllLinks>(`/api/w/${client.code}/links`);
  failed.value = !found;
  if (found) links.value = found;
  return found;
}

export function Links() {
  const room = useRoom();
  useEffect(() => void loadLinks(room.client), [room, room.groups.value.length]);
  const all = links.value;
  if (failed.value && !all)
    return (
      <div class="stack empty">
        <p>{t("err.server")}</p>
        <div>
          <Button onTap={() => void loadLinks(room.client)}>{t("act.retry")}</Button>
        </div>
      </div>
    );
  if (!all) return <p class="empty">{t("st.loading")}</p>;
  return (
    <div class="stack links">
      <section class="panel links-join" aria-labelledby="links-join">
        <Qr url={all.join} label={t("links.join_qr")} size={240} />
        <div class="stack grow">
          <h2 id="links-join">{t("links.join")}</h2>
          <p>{t("links.join_say")}</p>
          <Address id="link-join" label={t("links.address")} url={all.join} />
          <p class="links-code num">{t("house.code", { code: room.client.code })}</p>
        </div>
      </section>
      <section class="panel stack-tight" aria-labelledby="links-screen">
        <h2 id="links-screen">{t("view.projector")}</h2>
        <p class="soft">{t("links.screen_say")}</p>
        <Address id="link-screen" label={t("links.view.follow")} url={all.screen} secret />
        <p class="soft small">{t("links.views_say")}</p>
        {VIEWS.filter((view) => view !== "follow").map((view) => (
          <Address
            key={view}
            id={`link-screen-${view}`}
            label={t(`links.view.${view}`)}
            url={withView(all.screen, view)}
            secret
          />
        ))}
      </section>
      <section class="stack-tight" aria-labelledby="links-groups">
        <h2 id="links-groups">{t("links.groups")}</h2>
        <p class="soft">{t("links.groups_say")}</p>
        <ul class="links-groups">
          {room.groups.value.map((group) => (
            <GroupLinks key={group.id} group={group} links={all.groups} />
          ))}
        </ul>
      </section>
      <section class="panel stack-tight" aria-labelledby="links-chair">
        <h2 id="links-chair">{t("links.chair")}</h2>
        <p class="soft">{t("links.chair_say")}</p>
        <Address id="link-chair" label={t("links.address")} url={all.chair} secret />
      </section>
      {shown.value && <Large />}
    </div>
  );
}

function GroupLinks({ group, links: all }: { group: Group; links: Record<Id, { join: string; leader: string }> }) {
  const mine = all[group.id];
  const name = groupName(group);
  if (!mine) return null;
  return (
    <li class="panel stack-tight">
      <GroupSign group={group}>
        <strong>{name}</strong>
      </GroupSign>
      <Address id={`link-g${group.id}`} label={t("links.group_join")} url={mine.join} title={name} />
      <Address id={`link-l${group.id}`} label={t("links.leader")} url={mine.leader} title={name} secret />
    </li>
  );
}

/** An address that a tap selects whole: plain http has no clipboard to write to. Its QR is a tap away. */
function Address(p: { id: string; label: string; url: string; title?: string; secret?: boolean }) {
  const title = p.title ? t("links.of", { what: p.label, who: p.title }) : p.label;
  return (
    <div class="address">
      <label class="field-label small" for={p.id}>
        {p.label}
      </label>
      <div class="address-line">
        <input
          id={p.id}
          class="input num"
          readOnly
          value={p.url}
          onFocus={(event) => event.currentTarget.select()}
          onClick={(event) => event.currentTarget.select()}
        />
        <Button
          label={t("links.qr_of", { what: title })}
          haspopup="dialog"
          onTap={() => (shown.value = { url: p.url, title, private: p.secret ?? false })}
        >
          QR
        </Button>
      </div>
    </div>
  );
}

function Large() {
  const it = shown.value!;
  return (
    <Sheet title={it.title} onClose={closing(shown, it, undefined)}>
      <Qr url={it.url} label={it.title} size={420} />
      <p class="num links-large">{it.url}</p>
      {it.private && <p class="soft">{t("links.private")}</p>}
    </Sheet>
  );
}
