/** One card as large as its words allow. What it answers stands above it: the two are read as a pair. */
import type { ComponentChildren } from "preact";
import type { Lang } from "../core/client";
import { KindMark } from "../ui/marks";
import { across } from "./board";
import { sizeOf } from "./paging";
import { useShape } from "./shape";

interface Words {
  kind: string;
  text: string;
  lang: Lang;
}

interface BigCardProps extends Words {
  answers?: Words | undefined;
  /** Photos stand beside it. */
  shared: boolean;
  /** Words that stand below the card and take of its room. */
  below?: readonly string[];
  children?: ComponentChildren;
}

export function BigCard({ answers, shared, below = [], children, ...of }: BigCardProps) {
  useShape();
  return (
    <article
      class="big-card"
      data-size={sizeOf(of.text, answers?.text ?? "", shared, below, across())}
      data-pair={answers ? "" : undefined}
    >
      {answers && (
        <div class="big-asked" data-kind={answers.kind}>
          <KindMark kind={answers.kind} />
          <p lang={answers.lang}>{answers.text}</p>
        </div>
      )}
      <div class="big-own" data-kind={of.kind}>
        <div class="big-head">
          <KindMark kind={of.kind} />
          {children}
        </div>
        <p class="big-text" lang={of.lang}>
          {of.text}
        </p>
      </div>
    </article>
  );
}
