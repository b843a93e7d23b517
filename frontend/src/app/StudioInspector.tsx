import { lazy, Suspense } from "react";
import { LazyMends } from "@/features/editor/OnDemand";
import { Inspector } from "@/features/inspector/Inspector";
import { CostTab } from "@/features/setup/CostTab";
import { DataTab } from "@/features/setup/DataTab";
import { TrainingTab } from "@/features/setup/TrainingTab";
import { ownDocument, useDocument } from "@/graph/documentStore";
import { variantsOf } from "@/graph/variants";
import { patiently } from "@/ui/patiently";
import { LayerPictures, LayerReadings } from "@/views/layers/LayerReadings";

const WithoutSection = lazy(() =>
  patiently(() => import("@/views/without/WithoutSection")).then(({ WithoutSection }) => ({
    default: WithoutSection,
  })),
);

const VariantsSection = lazy(() =>
  patiently(() => import("@/features/run/variants/VariantsSection")).then(
    ({ VariantsSection }) => ({ default: VariantsSection }),
  ),
);

/** What is chosen on the canvas, and how the experiment is set up. */
export function StudioInspector() {
  const compared = useDocument((state) => variantsOf(ownDocument(state)).length > 0);
  return (
    <Inspector
      training={<TrainingTab />}
      data={<DataTab />}
      cost={<CostTab />}
      variants={<Suspense>{compared && <VariantsSection />}</Suspense>}
      kernels={(id) => <LayerPictures id={id} />}
      mends={(problem) => <LazyMends problem={problem} />}
      rightNow={(id) => (
        <>
          <LayerReadings id={id} />
          <Suspense>
            <WithoutSection id={id} />
          </Suspense>
        </>
      )}
    />
  );
}
