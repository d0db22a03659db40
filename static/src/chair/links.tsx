/** Every door of this workshop: the QR to join, each group's own, the leaders' invitations, the screen. */
import { useEffect } from "preact/hooks";
import { t, type Group, type Reply } from "../core/client";
import { Qr } from "../ui/bits";
import { Button } from "../ui/button";
import { GroupSign } from "../ui/marks";
import { VIEWS, withView } from "../screen/views";
import { act } from "./act";
import { Address, LargeQr } from "./address";
import { type AllLinks, failed, links, loadLinks, loadRenewed } from "./addresses";
import { Invitation } from "./invitation";
import { Renewal } from "./renewal";
import { useRoom } from "./room";
import { groupName } from "./words";

export function Links() {
  const room = useRoom();
  // Whoever comes to lead may have used an invitation, and whoever leads no more has ended one.
  const leaders = room.people.value.filter((one) => one.role === "leader" && !one.removed).map((one) => one.id).join();
  useEffect(() => void loadLinks(room.client), [room, room.groups.value.length, leaders]);
  const renew = async (ask: () => Promise<Reply>) => {
    const reply = await ask();
    if (reply.refused !== undefined) return reply.say;
    await loadRenewed(room.client);
    return undefined;
  };
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
        <div>
          <Renewal
            title={t("links.renew_screen")}
            says={t("links.renew_screen_say")}
            does={t("links.renew")}
            done={t("links.renewed")}
            renew={() => renew(() => act(room.client, "screen.renew", {}, true))}
          />
        </div>
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
        <div>
          <Renewal
            title={t("links.renew_chair")}
            says={t("links.renew_chair_say")}
            does={t("links.renew")}
            done={t("links.renewed")}
            renew={() => renew(() => room.client.renew())}
          />
        </div>
      </section>
      <LargeQr />
    </div>
  );
}

function GroupLinks({ group, links: all }: { group: Group; links: AllLinks["groups"] }) {
  const mine = all[group.id];
  const name = groupName(group);
  if (!mine) return null;
  return (
    <li class="panel stack-tight">
      <GroupSign group={group}>
        <strong>{name}</strong>
      </GroupSign>
      <Address id={`link-g${group.id}`} label={t("links.group_join")} url={mine.join} title={name} />
      <Invitation group={group} url={mine.leader} invited={mine.invited} />
    </li>
  );
}
