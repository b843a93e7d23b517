// jsdom has no layout: these stand in for what uPlot, Mantine and React Flow ask at import or mount.
import { cleanup, configure } from "@testing-library/react";
import { afterAll, afterEach } from "vitest";

// On a busy machine a page that is loaded on demand may take longer than a second.
configure({ asyncUtilTimeout: 5_000 });

class ResizeObserverStub implements ResizeObserver {
  observe(): void {}
  unobserve(): void {}
  disconnect(): void {}
}

class IntersectionObserverStub implements Partial<IntersectionObserver> {
  observe(): void {}
  unobserve(): void {}
}

class DOMMatrixReadOnlyStub {
  m22: number;
  constructor(transform?: string) {
    const scale = transform?.match(/scale\(([\d.]+)\)/)?.[1];
    this.m22 = scale === undefined ? 1 : Number(scale);
  }
}

globalThis.ResizeObserver = ResizeObserverStub;
Object.defineProperty(globalThis, "IntersectionObserver", {
  value: IntersectionObserverStub,
  configurable: true,
  writable: true,
});
Object.defineProperty(globalThis, "DOMMatrixReadOnly", { value: DOMMatrixReadOnlyStub });
Object.defineProperty(window, "matchMedia", {
  value: (media: string): MediaQueryList =>
    Object.assign(new EventTarget(), {
      media,
      matches: false,
      onchange: null,
      addListener: () => {},
      removeListener: () => {},
    }),
});

Element.prototype.scrollIntoView = () => {};

// What a file leaves waiting would wake in a page that is gone: there is no requestAnimationFrame any more. A repaint that
// still comes may even set the next timer.
const begin = globalThis.setTimeout;
let isOver = false;
globalThis.setTimeout = Object.assign(
  (callback: (...given: unknown[]) => void, ...rest: unknown[]) =>
    begin((...given: unknown[]) => isOver || callback(...given), ...(rest as [number])),
  begin,
);

afterEach(cleanup);
afterAll(() => {
  isOver = true;
});
