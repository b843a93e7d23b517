import { Palette } from "@/features/editor/palette/Palette";
import { useEditorActions } from "@/features/editor/palette/useEditorActions";
import { useNewActions } from "@/features/library/useNewActions";
import { useRunActions } from "@/features/run/actions/useRunActions";
import { useSetupActions } from "@/features/setup/useSetupActions";
import { shareActions } from "@/features/share/shareActions";
import type { DocumentRef } from "@/features/share/takeHome";
import { ownDocument, useDocument } from "@/graph/documentStore";
import { type Action, pressing } from "@/ui/actions";
import { useAppearance, useResolvedScheme } from "@/ui/appearance";
import { buttonOf } from "@/ui/press";
import { startTour } from "@/ui/tour";
import { useSequenceActions } from "@/views/sequence/useSequenceActions";
import { useWithoutActions } from "@/views/without/useWithoutActions";
import { useTakenRun } from "./useTakenRun";

/** What every room of the studio offers, in one list: whatever a button, a menu or a key does is here by name. */
export function StudioPalette({ source }: { source: DocumentRef }) {
  const taken = useTakenRun();
  const networks = useDocument((state) => ownDocument(state)?.networks);
  const actions = [
    ...useRunActions(),
    ...useEditorActions(),
    ...tabActions(),
    ...useSetupActions(),
    ...useWithoutActions(),
    ...useSequenceActions(),
    ...shareActions(source, taken, Object.keys(networks ?? {})),
    ...usePageActions(),
    ...useNewActions("experiment" in source ? source.experiment : null),
  ];
  return <Palette actions={actions} />;
}

const TABS = ["layer", "training", "data", "cost"] as const;

/** Where the inspector is a drawer, it comes out first. */
function showTab(tab: (typeof TABS)[number]): void {
  const button = buttonOf(`tab-${tab}`);
  if (button?.checkVisibility({ visibilityProperty: true }) === false)
    buttonOf("inspector")?.click();
  button?.click();
}

function tabActions(): Action[] {
  return TABS.flatMap((tab) =>
    pressing(`tab-${tab}`, "setup", (t) => t(`inspector:tabs.${tab}`), {
      aside: (t) => t("inspector:label"),
    }).map((action) => ({ ...action, run: () => showTab(tab) })),
  );
}

function usePageActions(): Action[] {
  const { language, setLanguage, setScheme } = useAppearance();
  const scheme = useResolvedScheme();
  const written = useDocument((state) => (state.document?.notes ?? "") !== "");
  return [
    ...pressing("rename", "page", (t) => t("app:studio.rename"), {
      aside: (t) => t("app:studio.title"),
    }),
    ...pressing("notes", "page", (t) => t(written ? "app:notes.open" : "app:notes.write")),
    ...(["light", "dark"] as const).map(
      (each): Action => ({
        id: each,
        section: "page",
        name: (t) => t(`editor:commands.${each}`),
        aside: (t) => t(each === "dark" ? "common:theme.toDark" : "common:theme.toLight"),
        on: each === scheme,
        run: () => setScheme(each),
      }),
    ),
    ...LANGUAGES.map(
      ({ code, name }): Action => ({
        id: `language-${code}`,
        section: "page",
        name: () => name,
        aside: (t) => t("common:language"),
        on: code === language,
        run: () => setLanguage(code),
      }),
    ),
    { id: "tour", section: "page", name: (t) => t("editor:commands.tour"), run: startTour },
  ];
}

/** Each in its own words, so that it is found by those who read no other. */
const LANGUAGES = [
  { code: "en", name: "English" },
  { code: "zh", name: "中文" },
] as const;
