/* Choosing an organisation: a searchable list, found by the Lao key, so any spelling of a word finds it. */
import { Building2, ChevronDown } from "lucide-preact";
import { useState } from "preact/hooks";
import { t } from "../core/strings";
import { key } from "../core/words";
import { both } from "../ui/bits";
import { Button } from "../ui/button";
import { Field, Wrong } from "../ui/field";
import { Icon } from "../ui/icons";
import { atOnce, Sheet } from "../ui/sheet";
import { OrgNote } from "./says";
import { use } from "./world";

export interface OrgChoice {
  org: number | null;
  other: string;
}

/** A field that shows the choice and opens the list. `other` allows an organisation in one's own words. */
export function OrgField(p: {
  id: string;
  label: string;
  value: OrgChoice;
  onPick: (choice: OrgChoice) => void;
  other?: boolean;
  optional?: boolean;
  /** It is written on something: without names, say that it may point at the writer. */
  note?: boolean;
  wrong?: string | null | undefined;
}) {
  const [open, setOpen] = useState(false);
  const chosen = use().orgs.value.find((org) => org.id === p.value.org);
  const shown = chosen ? both(chosen) : p.value.other;
  return (
    <div class="field">
      <span class="field-label" id={`${p.id}-label`}>
        {p.label}
        {p.optional && <span class="soft small"> ({t("err.optional")})</span>}
      </span>
      <button
        type="button"
        id={p.id}
        class="input picker"
        aria-haspopup="dialog"
        aria-labelledby={`${p.id}-label ${p.id}`}
        aria-describedby={p.wrong ? `${p.id}-wrong` : undefined}
        onClick={() => setOpen(true)}
      >
        <span class={shown ? "" : "soft"}>{shown || t("join.choose_org")}</span>
        <Icon of={ChevronDown} />
      </button>
      <Wrong id={`${p.id}-wrong`} say={p.wrong} />
      {p.note && <OrgNote />}
      {open && <OrgSheet {...p} onClose={() => setOpen(false)} />}
    </div>
  );
}

export function OrgSheet(p: {
  id: string;
  label: string;
  value: OrgChoice;
  onPick: (choice: OrgChoice) => void;
  other?: boolean;
  note?: boolean;
  onClose: () => void;
}) {
  const [search, setSearch] = useState("");
  const [writing, setWriting] = useState(p.value.org === null && p.value.other !== "");
  const [own, setOwn] = useState(p.value.other);
  const wanted = key(search);
  const found = use().orgs.value.filter((org) => !wanted || key(`${org.lo} ${org.en}`).includes(wanted));
  const pick = (choice: OrgChoice) => {
    p.onPick(choice);
    p.onClose();
  };
  return (
    <Sheet title={p.label} onClose={atOnce(p.onClose)}>
      {writing ? (
        <form
          class="stack"
          onSubmit={(event) => {
            event.preventDefault();
            pick({ org: null, other: own.trim() });
          }}
        >
          <Field id={`${p.id}-own`} label={t("join.other_org")} value={own} onText={setOwn} focus />
          <div class="row">
            <Button look="main" submit>
              {t("act.select")}
            </Button>
            <Button look="bare" onTap={() => setWriting(false)}>
              {t("join.org_list")}
            </Button>
          </div>
        </form>
      ) : (
        <>
          {p.note && <OrgNote />}
          <Field id={`${p.id}-search`} type="search" label={t("act.search")} value={search} onText={setSearch} />
          <ul class="stack-tight">
            {found.map((org) => (
              <li key={org.id}>
                <Button
                  wide
                  class="org"
                  icon={Building2}
                  pressed={org.id === p.value.org}
                  onTap={() => pick({ org: org.id, other: "" })}
                >
                  {both(org)}
                </Button>
              </li>
            ))}
          </ul>
          {found.length === 0 && <p class="soft">{t("st.no_match")}</p>}
          {p.other ? (
            <Button wide onTap={() => setWriting(true)}>
              {t("join.other_org")}
            </Button>
          ) : (
            <Button wide onTap={() => pick({ org: null, other: "" })}>
              {t("phone.org.none")}
            </Button>
          )}
        </>
      )}
    </Sheet>
  );
}
