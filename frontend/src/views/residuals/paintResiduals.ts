import { loss as figure } from "@/ui/format";
import type { Sheet } from "../canvas/Figure";
import type { DecodedResiduals } from "./residuals";

const LEFT = 40;
const FOOT = 16;
const EDGE = 6;
const RADIUS = 2;

/** Answers to the right, residuals upwards, as much above the line at 0 as below it. */
export function paintResiduals(sheet: Sheet, told: DecodedResiduals): void {
  const { context, width, height, palette } = sheet;
  const [wide, high] = [Math.max(1, width - LEFT - EDGE), Math.max(1, height - FOOT - EDGE)];
  const most = told.most || 1;
  const x = (answer: number) => LEFT + (wide * (answer - told.low)) / (told.high - told.low || 1);
  const y = (residual: number) => EDGE + (high * (1 - residual / most)) / 2;
  context.strokeStyle = palette.line2;
  context.lineWidth = 1;
  context.beginPath();
  context.moveTo(LEFT, Math.round(y(0)) + 0.5);
  context.lineTo(width - EDGE, Math.round(y(0)) + 0.5);
  context.stroke();
  context.fillStyle = palette.run1;
  context.globalAlpha = 0.6;
  told.answers.forEach((answer, at) => {
    context.beginPath();
    context.arc(x(answer), y(told.residuals[at] ?? 0), RADIUS, 0, 2 * Math.PI);
    context.fill();
  });
  context.globalAlpha = 1;
  context.fillStyle = palette.text3;
  context.font = `11px ${palette.font}`;
  context.textAlign = "right";
  context.textBaseline = "middle";
  for (const residual of [most, 0, -most]) {
    const place = Math.min(height - FOOT - 5, Math.max(EDGE + 4, y(residual)));
    context.fillText(figure(residual), LEFT - 6, place);
  }
  if (told.answers.length === 0) return;
  context.textBaseline = "alphabetic";
  context.textAlign = "left";
  context.fillText(figure(told.low), LEFT, height - 3);
  context.textAlign = "right";
  context.fillText(figure(told.high), width - EDGE, height - 3);
}
