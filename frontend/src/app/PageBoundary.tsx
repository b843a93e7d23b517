import { Component, type ErrorInfo, type ReactNode } from "react";

interface PageBoundaryProps {
  children: ReactNode;
  fallback: (error: Error) => ReactNode;
}

/** The last catch: a page that cannot be drawn says so, with the way on. */
export class PageBoundary extends Component<PageBoundaryProps, { failure: Error | null }> {
  override state: { failure: Error | null } = { failure: null };

  static getDerivedStateFromError(failure: unknown): { failure: Error } {
    return { failure: failure instanceof Error ? failure : new Error(String(failure)) };
  }

  override componentDidCatch(failure: unknown, info: ErrorInfo): void {
    console.error(failure, info.componentStack);
  }

  override render(): ReactNode {
    return this.state.failure ? this.props.fallback(this.state.failure) : this.props.children;
  }
}
