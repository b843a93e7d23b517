/** The lessons, and which presets stand under each. */
import type { lessons } from "@/locales/en/lessons";
import type { PresetBody } from "@/schema/schema.gen";
import type { Family } from "@/ui/family";

export type Lesson = keyof typeof lessons.lessons;

/** In the order of learning, each with a sign. */
const GLYPHS: Readonly<Record<Lesson, Family>> = {
  mlp: "linear",
  cnn: "conv",
  rnn: "recurrent",
  gan: "merge",
  rl: "output",
};

export const LESSONS = Object.keys(GLYPHS) as readonly Lesson[];

export const glyphOf = (lesson: Lesson): Family => GLYPHS[lesson];

export interface LessonCards {
  readonly lesson: Lesson;
  /** What trains here. */
  readonly cards: readonly PresetBody[];
  /** Opened and checked, as they were published. */
  readonly published: readonly PresetBody[];
}

/** Every lesson that has presets, in the order of learning; one that is not known comes with the first. */
export function sectionsOf(presets: readonly PresetBody[]): LessonCards[] {
  const lessonOf = ({ lesson }: PresetBody): Lesson =>
    LESSONS.find((known) => known === lesson) ?? "mlp";
  return LESSONS.flatMap((lesson) => {
    const own = presets.filter((preset) => lessonOf(preset) === lesson);
    if (own.length === 0) return [];
    const cards = own.filter(({ published }) => !published);
    return [{ lesson, cards, published: own.filter(({ published }) => published) }];
  });
}
