/* The group's own name and QR: those who come by it sit at this table. */
import { QrCode, Pencil } from "lucide-preact";
import { useEffect, useState } from "preact/hooks";
import { t } from "../core/strings";
import { Both, Qr } from "../ui/bits";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { GroupSign } from "../ui/marks";
import { Sheet } from "../ui/sheet";
import { toast } from "../ui/toast";
import { use } from "../phone/world";
import { why } from "../phone/why";
import { useClose, useUnderWay } from "../ui/close";

export function GroupPart() {
  const group = use().group.value!;
  const [open, setOpen] = useState<"name" | "qr" | null>(null);
  return (
    <section class="panel stack" aria-labelledby="desk-group">
      <h2 id="desk-group">
        <GroupSign group={group}>
          <Both of={group.name} />
        </GroupSign>
      </h2>
      <div class="row">
        <Button icon={QrCode} haspopup="dialog" onTap={() => setOpen("qr")}>
          {t("lead.show_qr")}
        </Button>
        <Button icon={Pencil} haspopup="dialog" why={why("group.rename", { group: group.id })} onTap={() => setOpen("name")}>
          {t("lead.rename")}
        </Button>
      </div>
      {open === "name" && <Rename onClose={() => setOpen(null)} />}
      {open === "qr" && <GroupQr onClose={() => setOpen(null)} />}
    </section>
  );
}

function Rename({ onClose: shut }: { onClose: () => void }) {
  const onClose = useClose(shut);
  const { client } = use();
  const group = use().group.value!;
  const [lo, setLo] = useState(group.name.lo);
  const [en, setEn] = useState(group.name.en);
  const [wrong, setWrong] = useState<string | null>(null);
  const sent = useUnderWay(lo, en);
  const save = async () => {
    const saved = sent();
    const reply = await client.send("group.rename", { group: group.id, name: { lo, en } });
    if (reply.refused !== undefined) return setWrong(reply.say);
    toast(t("st.saved"));
    if (saved()) onClose();
  };
  return (
    <Sheet title={t("lead.rename")} onClose={onClose}>
      <form
        class="stack"
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Field id="group-lo" label={t("lead.name_lo")} lang="lo" value={lo} onText={setLo} wrong={wrong} />
        <Field id="group-en" label={t("lead.name_en")} lang="en" value={en} onText={setEn} />
        <Button look="main" wide submit>
          {t("act.save")}
        </Button>
      </form>
    </Sheet>
  );
}

interface Links {
  join: string;
  groups: Record<string, { join: string }>;
}

function GroupQr({ onClose: shut }: { onClose: () => void }) {
  const onClose = useClose(shut);
  const { client } = use();
  const group = use().group.value!;
  const [links, setLinks] = useState<Links | null | undefined>(null);
  useEffect(() => {
    void client.get<Links>(`/api/w/${client.code}/links`).then(setLinks);
  }, []);
  const url = links?.groups[String(group.id)]?.join;
  return (
    <Sheet title={t("lead.show_qr")} onClose={onClose}>
      {url ? (
        <>
          <Qr url={url} label={t("join.scan_qr")} />
          <p class="num" lang="en">
            {url}
          </p>
          <p class="soft">{t("lead.qr_say")}</p>
        </>
      ) : (
        <p role="status">{links === null ? t("st.loading") : t("err.server")}</p>
      )}
    </Sheet>
  );
}
