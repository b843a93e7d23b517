import { lazy, Suspense } from "react";
import { patiently } from "@/ui/patiently";
import { useTour } from "@/ui/tour";
import type { View } from "./steps";

const Tour = lazy(() => patiently(() => import("./Tour")).then(({ Tour }) => ({ default: Tour })));

/** The tour is loaded by those who take it. It stands first on the page, so that one Tab reaches it. */
export function TourWhenOn({ view }: { view: View }) {
  const on = useTour((tour) => tour.step !== null);
  return <Suspense>{on && <Tour view={view} />}</Suspense>;
}
