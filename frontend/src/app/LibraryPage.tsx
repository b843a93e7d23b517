import { lazy, Suspense } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { Datasets } from "@/features/library/Datasets";
import { Library } from "@/features/library/Library";
import { useExperiments } from "@/features/library/useLibrary";
import { Block, LoadingBlocks } from "@/ui/LoadingBlocks";
import { PanelBoundary, PanelError } from "@/ui/PanelError";
import { patiently } from "@/ui/patiently";
import segments from "@/ui/Segmented.module.css";
import { useErrorText } from "@/ui/useErrorText";
import { EngineChip } from "./EngineChip";
import styles from "./LibraryPage.module.css";
import { PageLoading } from "./PageLoading";
import { TopBar, TopBarRule } from "./TopBar";
import { usePageTitle } from "./usePageTitle";

const NewExperimentPage = lazy(() =>
  patiently(() => import("./NewExperimentPage")).then((page) => ({
    default: page.NewExperimentPage,
  })),
);

export type LibraryTab = "library" | "presets" | "datasets";

const TABS: readonly { tab: LibraryTab; href: string }[] = [
  { tab: "library", href: "/library" },
  { tab: "presets", href: "/library/presets" },
  { tab: "datasets", href: "/library/datasets" },
];

/** One's own experiments, or the data; what another experiment can begin with has a page of its own. */
export function LibraryPage({ tab }: { tab: LibraryTab }) {
  if (tab !== "presets") return <Shelf tab={tab} />;
  return (
    <Suspense fallback={<PageLoading />}>
      <NewExperimentPage />
    </Suspense>
  );
}

function Shelf({ tab }: { tab: Exclude<LibraryTab, "presets"> }) {
  const { t } = useTranslation();
  usePageTitle(t(tab));
  return (
    <div className={styles.page}>
      <TopBar actions={<EngineChip />}>
        <TopBarRule />
        <nav className={segments.segmented} aria-label={t("mainNavigation")}>
          {TABS.map(({ tab: each, href }) => (
            <Link
              key={each}
              href={href}
              className={segments.segment ?? ""}
              aria-current={each === tab ? "page" : undefined}
            >
              {t(each)}
            </Link>
          ))}
        </nav>
      </TopBar>
      <main className={styles.main}>
        <PanelBoundary key={tab}>
          {tab === "library" && <Experiments />}
          {tab === "datasets" && <Datasets />}
        </PanelBoundary>
      </main>
    </div>
  );
}

function Experiments() {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const experiments = useExperiments();
  if (experiments.data) return <Library cards={experiments.data} />;
  if (experiments.error) {
    return (
      <PanelError
        message={errorText(experiments.error)}
        details={String(experiments.error)}
        onRetry={() => void experiments.refetch()}
      />
    );
  }
  return (
    <LoadingBlocks sentence={t("loading")} reason={t("loadingReason")}>
      <Block width={240} height={32} />
      <div className={styles.blocks}>
        <Block height={244} />
        <Block height={244} />
        <Block height={244} />
        <Block height={244} />
      </div>
    </LoadingBlocks>
  );
}
