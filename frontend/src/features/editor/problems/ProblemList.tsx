import { Popover } from "@mantine/core";
import { type ReactFlowInstance, useReactFlow } from "@xyflow/react";
import { useTranslation } from "react-i18next";
import { reveal } from "@/graph/blocks/openedLooking";
import { documentStore, useRoles } from "@/graph/documentStore";
import { leaveTo } from "@/graph/entering";
import type { Problem } from "@/graph/types";
import type { Opener } from "@/ui/PressedMenu";
import { PressedPopover } from "@/ui/PressedPopover";
import { useErrorText } from "@/ui/useErrorText";
import { useRoleName } from "@/ui/useRoleName";
import { goToNetwork } from "../canvas/viewport";
import { goTo } from "../editorStore";
import { LazyMends } from "../OnDemand";
import styles from "./Problems.module.css";

/** To the layer, or to the network. */
function jump(flow: ReactFlowInstance, problem: Problem): void {
  const { role, node: name } = problem.where;
  if (name === "") {
    leaveTo(0);
    goToNetwork(role, flow);
    return;
  }
  const before = documentStore.getState().opened;
  const id = reveal({ role, name });
  // What is inside of a block is seen once it is opened.
  if (documentStore.getState().opened === before) centre(flow, id);
  else goTo(id);
}

function centre(flow: ReactFlowInstance, id: string): void {
  const node = flow.getNode(id);
  if (!node) return;
  documentStore.getState().select([id]);
  const { zoom } = flow.getViewport();
  const x = node.position.x + (node.width ?? 0) / 2;
  void flow.setCenter(x, node.position.y, { zoom: Math.max(zoom, 0.6), duration: 200 });
}

interface ProblemListProps {
  opener: Opener;
  problems: readonly Problem[];
}

/** Behind the number of problems; each leads to its node. */
export function ProblemList({ opener, problems }: ProblemListProps) {
  const { t } = useTranslation("editor");
  const flow = useReactFlow();
  const errorText = useErrorText();
  const roles = useRoles();
  const roleName = useRoleName();
  return (
    <PressedPopover
      opener={opener}
      position="top-end"
      offset={8}
      width={340}
      shadow="md"
      returnFocus
    >
      {() => (
        <Popover.Dropdown className={styles.list} aria-label={t("problems.list")}>
          <ul>
            {problems.map((problem) => (
              <li
                key={`${problem.code} ${JSON.stringify(problem.where)} ${JSON.stringify(problem.params)}`}
              >
                <button
                  type="button"
                  className={styles.problem}
                  onClick={() => jump(flow, problem)}
                >
                  {roles.length > 1 && problem.where.role !== "" && (
                    <b>{roleName(problem.where.role)} · </b>
                  )}
                  {errorText(problem)}
                </button>
                <LazyMends problem={problem} />
              </li>
            ))}
          </ul>
        </Popover.Dropdown>
      )}
    </PressedPopover>
  );
}
