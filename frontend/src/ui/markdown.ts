/** A safe, small part of Markdown: paragraphs, lists, bold, italic, code, links. All else is plain text. */

export type Inline =
  | { kind: "text"; text: string }
  | { kind: "code"; text: string }
  | { kind: "bold" | "italic"; parts: Inline[] }
  | { kind: "link"; address: string; parts: Inline[] };

export type MarkdownBlock =
  | { kind: "paragraph"; lines: Inline[][] }
  | { kind: "list"; ordered: boolean; items: Inline[][] };

const BULLET = /^\s{0,3}[-*+]\s+(.*)$/;
const NUMBER = /^\s{0,3}\d{1,9}[.)]\s+(.*)$/;

export function parseBlocks(text: string): MarkdownBlock[] {
  const blocks: MarkdownBlock[] = [];
  let open: MarkdownBlock | null = null;
  for (const line of text.split(/\r?\n/)) {
    if (line.trim() === "") {
      open = null;
      continue;
    }
    const bullet = BULLET.exec(line)?.[1];
    const item = bullet ?? NUMBER.exec(line)?.[1];
    if (item === undefined) {
      if (open?.kind !== "paragraph") {
        open = { kind: "paragraph", lines: [] };
        blocks.push(open);
      }
      open.lines.push(parseInline(line.trim()));
      continue;
    }
    const ordered = bullet === undefined;
    if (open?.kind !== "list" || open.ordered !== ordered) {
      open = { kind: "list", ordered, items: [] };
      blocks.push(open);
    }
    open.items.push(parseInline(item.trim()));
  }
  return blocks;
}

interface Rule {
  pattern: RegExp;
  make: (match: RegExpExecArray, depth: number) => Inline | null;
}

/** Deeper than this, marks stay as they are typed. */
const DEEPEST = 4;

const RULES: readonly Rule[] = [
  {
    pattern: /`([^`]+)`/,
    make: ([, text = ""]) => ({ kind: "code", text }),
  },
  {
    pattern: /\[([^[\]]+)\]\(([^\s()]+)\)/,
    make: ([, text = "", target = ""], depth) => {
      const address = webAddress(target);
      return address === null
        ? null
        : { kind: "link", address, parts: parseInline(text, depth + 1) };
    },
  },
  {
    pattern: /https?:\/\/[^\s<>"'`，。；：！？、）」]*[^\s<>"'`.,;:!?)，。；：！？、）」]/,
    make: ([text]) => {
      const address = webAddress(text);
      return address === null ? null : { kind: "link", address, parts: [{ kind: "text", text }] };
    },
  },
  {
    pattern: /\*\*(?=\S)([^*]+?|[^*]*\*[^*]+\*[^*]*)(?<=\S)\*\*/,
    make: ([, text = ""], depth) => ({ kind: "bold", parts: parseInline(text, depth + 1) }),
  },
  {
    pattern:
      /\*(?=[^\s*])([^*]+)(?<=\S)\*|(?<![\p{L}\d_])_(?=[^\s_])([^_]+)(?<=\S)_(?![\p{L}\d_])/u,
    make: ([, star, line], depth) => ({
      kind: "italic",
      parts: parseInline(star ?? line ?? "", depth + 1),
    }),
  },
];

/** The address where it leads to the web; null for every other scheme. */
function webAddress(text: string): string | null {
  if (!/^https?:\/\//i.test(text)) return null;
  try {
    return new URL(text).href;
  } catch {
    return null;
  }
}

/** Where a rule next applies, found once and kept until the text before it is taken. */
class Finder {
  private found: { at: number; end: number; made: Inline } | null | undefined;
  private readonly pattern: RegExp;
  private readonly rule: Rule;
  private readonly text: string;
  private readonly depth: number;

  constructor(rule: Rule, text: string, depth: number) {
    this.pattern = new RegExp(rule.pattern, `${rule.pattern.flags}g`);
    this.rule = rule;
    this.text = text;
    this.depth = depth;
  }

  from(position: number) {
    if (this.found === null || (this.found && this.found.at >= position)) return this.found;
    this.pattern.lastIndex = position;
    this.found = null;
    for (;;) {
      const match = this.pattern.exec(this.text);
      if (match === null) return null;
      const made = this.rule.make(match, this.depth);
      if (made === null) continue;
      this.found = { at: match.index, end: match.index + match[0].length, made };
      return this.found;
    }
  }
}

export function parseInline(text: string, depth = 0): Inline[] {
  if (depth > DEEPEST) return [{ kind: "text", text }];
  const finders = RULES.map((rule) => new Finder(rule, text, depth));
  const parts: Inline[] = [];
  let position = 0;
  while (position < text.length) {
    // Of two marks at one place the rule that is named first has it.
    const first = finders
      .flatMap((finder) => finder.from(position) ?? [])
      .reduce<ReturnType<Finder["from"]>>((best, next) => {
        return best && best.at <= next.at ? best : next;
      }, null);
    const end = first?.at ?? text.length;
    if (end > position) parts.push({ kind: "text", text: text.slice(position, end) });
    if (!first) break;
    parts.push(first.made);
    position = first.end;
  }
  return parts;
}
