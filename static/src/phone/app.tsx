/* Which page: the way in, the workshop, or the sentence that says why neither. */
import { useEffect } from "preact/hooks";
import insideStyle from "../../css/inside.css?later";
import { store } from "../core/store";
import { t, wholeBook } from "../core/strings";
import { Both, both, LangSwitch } from "../ui/bits";
import { Button } from "../ui/button";
import { style } from "../ui/style";
import { Toasts } from "../ui/toast";
import { atDoor } from "./door";
import { Join } from "./join";
import { later, Later } from "./later";
import { returning } from "./returning";
import { use } from "./world";

export function App() {
  return (
    <>
      <Page />
      <Toasts />
    </>
  );
}

/* Everybody arrives at once and joins first: what comes after joining is fetched while they type their names. */
const inside = later(async () => {
  const [part] = await Promise.all([import("./inside"), wholeBook(), style(insideStyle)]);
  return { inside: part.Inside };
});
/* By a link with a personal code, which is rare. */
const comes = later(async () => {
  const [part] = await Promise.all([import("./return"), wholeBook()]);
  return { comes: part.Return };
});
const REST = 1_500;

function Page() {
  const { client, me, workshop } = use();
  const { removed, refused, everJoined } = client.status.value;
  useEffect(() => {
    document.title = both(workshop.value.title);
  });
  const known = store.get(`ws:${client.code}:phone`) !== null; // a token is kept: somebody comes back
  useEffect(() => {
    const calm = setTimeout(inside.load, known ? 0 : REST);
    return () => clearTimeout(calm);
  }, []);
  if (removed) return <Removed />;
  if (refused?.code === "renewed") return <Later from={atDoor} show="ended" meanwhile={<Connecting />} />;
  if (refused) return <Turned say={refused.say} />;
  if (returning()) return <Later from={comes} show="comes" meanwhile={<Connecting />} />;
  if (me.value.kind === "person") return <Later from={inside} show="inside" meanwhile={<Connecting />} />;
  if (me.value.kind === "waiting") return <Later from={atDoor} show="waits" meanwhile={<Connecting />} />;
  return known && !everJoined ? <Connecting /> : <Join />;
}

function Connecting() {
  const { stale } = use().client.status.value;
  return (
    <main id="main" class="join" aria-busy="true">
      <LangSwitch />
      <Both of={use().workshop.value.title} as="h1" />
      <p class="soft" role="status">
        {t(stale ? "phone.connecting.long" : "st.connecting")}
      </p>
    </main>
  );
}

function Removed() {
  const { client, workshop } = use();
  return (
    <main id="main" class="join">
      <LangSwitch />
      <Both of={workshop.value.title} as="h1" />
      <div class="panel stack">
        <h2>{t("phone.removed.title")}</h2>
        <p>{t("phone.removed.say")}</p>
        <Button wide onTap={() => client.reconnect()}>
          {t("act.retry")}
        </Button>
      </div>
    </main>
  );
}

function Turned({ say }: { say: string }) {
  const { client } = use();
  return (
    <main id="main" class="join">
      <LangSwitch />
      <div class="panel stack">
        <h1>{say}</h1>
        <Button look="main" wide onTap={() => client.reconnect()}>
          {t("act.retry")}
        </Button>
        <a class="btn btn-wide" href="/">
          {t("join.enter_code")}
        </a>
      </div>
    </main>
  );
}
