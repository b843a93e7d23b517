import { Eye } from "lucide-react";
import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { useStore } from "zustand";
import { runList } from "@/api/runList";
import { Editor } from "@/features/editor/Editor";
import { useExperimentSession } from "@/features/editor/useExperimentSession";
import { RunStatus } from "@/features/run/RunStatus";
import { Transport } from "@/features/run/Transport";
import { ForkButton } from "@/features/share/ForkButton";
import { TakeHomeMenu } from "@/features/share/TakeHomeMenu";
import type { SharedBody } from "@/schema/schema.gen";
import { Chip } from "@/ui/Chip";
import { patiently } from "@/ui/patiently";
import { Chooser } from "./Chooser";
import { LinkGonePage } from "./LinkGonePage";
import { PageLoading } from "./PageLoading";
import { SharedHead } from "./SharedHead";
import styles from "./SharedStudio.module.css";
import { StudioLayout } from "./StudioLayout";
import { TopBar, TopBarRule } from "./TopBar";
import { TourWhenOn } from "./tour/TourWhenOn";
import { useFollowedRun } from "./useFollowedRun";
import { useIsPhone } from "./useIsPhone";
import { usePageTitle } from "./usePageTitle";
import { useRunNetwork } from "./useRunNetwork";
import { useTakenRun } from "./useTakenRun";

const RunBand = lazy(() =>
  patiently(() => import("@/features/run/RunBand")).then(({ RunBand }) => ({ default: RunBand })),
);
const Dock = lazy(() =>
  patiently(() => import("@/features/run/Dock")).then(({ Dock }) => ({ default: Dock })),
);
const SharedButtons = lazy(() =>
  patiently(() => import("./PhoneButtons")).then(({ SharedButtons }) => ({
    default: SharedButtons,
  })),
);
const StudioPalette = lazy(() =>
  patiently(() => import("./palette")).then(({ loadPalette }) => loadPalette()),
);
const WatchAlong = lazy(() =>
  patiently(() => import("./WatchAlong")).then(({ WatchAlong }) => ({ default: WatchAlong })),
);

interface SharedStudioProps {
  secret: string;
  shared: SharedBody;
}

/** Another's experiment through a link: everything to see, nothing to change, one press to fork. */
export function SharedStudio({ secret, shared }: SharedStudioProps) {
  const { t } = useTranslation(["share", "app"]);
  const { document, revision, runs } = shared;
  useExperimentSession({ id: `shared:${secret}`, revision, document, readOnly: true });
  useRunNetwork(true);
  useFollowedRun({ share: secret }, runs);
  usePageTitle(shared.title);
  const taken = useTakenRun();
  const gone = useStore(runList, (list) => list.gone);
  const phone = useIsPhone();
  if (gone) return <LinkGonePage />;
  if (phone) {
    return (
      <Suspense fallback={<PageLoading />}>
        <WatchAlong
          top={<TopBar />}
          title={shared.title}
          subtitle={t("app:watch.shared")}
          notes={document.notes}
          buttons={<SharedButtons secret={secret} />}
        />
      </Suspense>
    );
  }
  return (
    <StudioLayout
      view="shared"
      top={
        <>
          <TourWhenOn view="shared" />
          <TopBar
            actions={
              <>
                <RunStatus />
                <TakeHomeMenu source={{ secret }} run={taken} />
              </>
            }
            trailing={<ForkButton secret={secret} />}
          >
            <TopBarRule />
            <span className={styles.chip}>
              <Chip icon={<Eye />}>{t("viewOnly")}</Chip>
            </span>
            <span className={styles.link}>{t("sharedLink")}</span>
          </TopBar>
        </>
      }
      editor={
        <div className={styles.stage}>
          <SharedHead shared={shared} />
          <div className={styles.canvas}>
            <Editor sampleSlot={<Chooser />} palette={<StudioPalette source={{ secret }} />} />
          </div>
        </div>
      }
      band={<RunBand />}
      dock={<Dock />}
      transport={<Transport />}
    />
  );
}
