import { QueryClientProvider } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { Route, Switch } from "wouter";
import { Messages } from "@/ui/Messages";
import { patiently } from "@/ui/patiently";
import { Appearance } from "./Appearance";
import { FailedPage } from "./FailedPage";
import { NotFoundPage } from "./NotFoundPage";
import { PageBoundary } from "./PageBoundary";
import { PageLoading } from "./PageLoading";
import { createQueryClient } from "./queryClient";

const StartPage = lazy(() => import("./StartPage").then((page) => ({ default: page.StartPage })));
const LibraryPage = lazy(() =>
  patiently(() => import("./LibraryPage")).then((page) => ({ default: page.LibraryPage })),
);
const StudioPage = lazy(() =>
  import("./StudioPage").then((page) => ({ default: page.StudioPage })),
);
const SharedPage = lazy(() =>
  import("./SharedPage").then((page) => ({ default: page.SharedPage })),
);
const Gallery = lazy(() =>
  patiently(() => import("./Gallery")).then((page) => ({ default: page.Gallery })),
);

export function App() {
  const [queries] = useState(createQueryClient);
  return (
    <QueryClientProvider client={queries}>
      <Appearance>
        <PageBoundary fallback={(error) => <FailedPage error={error} />}>
          <Suspense fallback={<PageLoading />}>
            <Switch>
              <Route path="/" component={StartPage} />
              <Route path="/library">
                <LibraryPage tab="library" />
              </Route>
              <Route path="/library/presets">
                <LibraryPage tab="presets" />
              </Route>
              <Route path="/library/datasets">
                <LibraryPage tab="datasets" />
              </Route>
              <Route path="/e/:id">{({ id }) => <StudioPage id={id} />}</Route>
              <Route path="/s/:secret">{({ secret }) => <SharedPage secret={secret} />}</Route>
              <Route path="/gallery" component={Gallery} />
              <Route component={NotFoundPage} />
            </Switch>
          </Suspense>
        </PageBoundary>
        <Messages />
      </Appearance>
    </QueryClientProvider>
  );
}
