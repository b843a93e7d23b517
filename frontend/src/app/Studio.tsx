import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Editor } from "@/features/editor/Editor";
import { useExperimentSession } from "@/features/editor/useExperimentSession";
import { Transport } from "@/features/run/Transport";
import { useDocument } from "@/graph/documentStore";
import type { ExperimentBody } from "@/schema/schema.gen";
import { patiently } from "@/ui/patiently";
import { Chooser } from "./Chooser";
import { PageLoading } from "./PageLoading";
import { StudioBar } from "./StudioBar";
import { StudioLayout } from "./StudioLayout";
import { TopBar } from "./TopBar";
import { TourWhenOn } from "./tour/TourWhenOn";
import { useFollowedRun } from "./useFollowedRun";
import { useInspectorDrawer } from "./useInspectorDrawer";
import { useIsPhone } from "./useIsPhone";
import { usePageTitle } from "./usePageTitle";
import { useRunNetwork } from "./useRunNetwork";

const LiveSettings = lazy(() =>
  patiently(() => import("@/features/setup/LiveSettings")).then(({ LiveSettings }) => ({
    default: LiveSettings,
  })),
);
const RunBand = lazy(() =>
  patiently(() => import("@/features/run/RunBand")).then(({ RunBand }) => ({ default: RunBand })),
);
const Dock = lazy(() =>
  patiently(() => import("@/features/run/Dock")).then(({ Dock }) => ({ default: Dock })),
);
const StudioInspector = lazy(() =>
  patiently(() => import("./StudioInspector")).then(({ StudioInspector }) => ({
    default: StudioInspector,
  })),
);
const OwnButtons = lazy(() =>
  patiently(() => import("./PhoneButtons")).then(({ OwnButtons }) => ({ default: OwnButtons })),
);
const StudioPalette = lazy(() =>
  patiently(() => import("./palette")).then(({ loadPalette }) => loadPalette()),
);
const WatchAlong = lazy(() =>
  patiently(() => import("./WatchAlong")).then(({ WatchAlong }) => ({ default: WatchAlong })),
);

/** One's own experiment: drawn, set up, trained and watched. */
export function Studio({ experiment }: { experiment: ExperimentBody }) {
  const { t } = useTranslation("app");
  useExperimentSession(experiment);
  useFollowedRun({ experiment: experiment.id }, experiment.runs);
  const title = useDocument((state) => state.document?.title) || t("studio.untitled");
  const notes = useDocument((state) => state.document?.notes ?? "");
  usePageTitle(title);
  const drawer = useInspectorDrawer();
  const phone = useIsPhone();
  useRunNetwork(phone);
  if (phone) {
    return (
      <Suspense fallback={<PageLoading />}>
        <WatchAlong
          top={<TopBar />}
          title={title}
          subtitle={t("watch.own")}
          origin={experiment.origin}
          notes={notes}
          buttons={<OwnButtons experiment={experiment.id} />}
        />
      </Suspense>
    );
  }
  return (
    <StudioLayout
      top={
        <>
          <TourWhenOn view="own" />
          <StudioBar
            experiment={experiment.id}
            origin={experiment.origin}
            onInspector={drawer.toggle}
          />
        </>
      }
      editor={
        <Editor
          sampleSlot={<Chooser />}
          palette={<StudioPalette source={{ experiment: experiment.id }} />}
        />
      }
      inspector={<StudioInspector />}
      inspectorOpen={drawer.open}
      dock={<Dock />}
      band={
        <>
          <LiveSettings />
          <RunBand />
        </>
      }
      transport={<Transport />}
    />
  );
}
