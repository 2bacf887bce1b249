/** What stands on one line. */
interface Part {
  name: string;
  box: readonly number[];
  style: string;
}

/** Boxes may be off by this many pixels. */
export const tolerance = 1;

function read(line: string): Part {
  const [, name = '', box = '', style = ''] = /^(\s*\S+) (-?\d+,-?\d+ \d+x\d+)(.*)$/.exec(line) ?? [];
  return { name, box: box.match(/-?\d+/g)?.map(Number) ?? [], style: style.trim() };
}

function isSame(kept: string, seen: string): boolean {
  const [one, other] = [read(kept), read(seen)];
  return (
    one.name === other.name &&
    one.style === other.style &&
    one.box.length === other.box.length &&
    one.box.every((value, index) => Math.abs(value - (other.box[index] ?? Number.NaN)) <= tolerance)
  );
}

/** The parts that look different, each as it was and as it is. Empty: all is as it was, within the tolerance. */
export function compareLooks(kept: readonly string[], seen: readonly string[]): string[] {
  const names = (lines: readonly string[]) => lines.map((line) => read(line).name).join('\n');
  if (names(kept) !== names(seen)) return besides(kept, seen);
  return kept.flatMap((line, index) => (isSame(line, seen[index] ?? '') ? [] : [`- ${line}`, `+ ${seen[index]}`]));
}

/** Where parts came or went: what is only here, and what is only there. */
function besides(kept: readonly string[], seen: readonly string[]): string[] {
  const rest = [...seen];
  const gone = kept.filter((line) => {
    const index = rest.findIndex((candidate) => isSame(line, candidate));
    if (index >= 0) rest.splice(index, 1);
    return index < 0;
  });
  return [...gone.map((line) => `- ${line}`), ...rest.map((line) => `+ ${line}`)];
}

/** The snapshots of one story file: the lines of each story. */
export type Looks = Map<string, string[]>;

/** A file of snapshots as text. Stories stand in the order of the alphabet. */
export function writeLooks(looks: Looks): string {
  return [...looks]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([story, lines]) => [`# ${story}`, ...lines, ''].join('\n'))
    .join('\n');
}

/** Reads what `writeLooks` wrote. */
export function readLooks(text: string): Looks {
  return new Map(
    text
      .split(/^# /m)
      .slice(1)
      .map((block) => {
        const [story = '', ...lines] = block.trimEnd().split('\n');
        return [story, lines];
      }),
  );
}
