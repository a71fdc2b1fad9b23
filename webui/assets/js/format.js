/** How numbers, sizes, durations and ids read. Nothing here touches the page. */

const MIB_UNITS = ['MiB', 'GiB', 'TiB', 'PiB'];
const BYTE_UNITS = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];

/** 12,345; at most three digits after the point. */
export function number(value) {
  return value.toLocaleString('en-US', { maximumFractionDigits: 3 });
}

/** A part of one, as 12.5 %. */
export function percent(share) {
  return `${(100 * share).toFixed(1)} %`;
}

/** Megabytes as Mesos counts them, in the unit that reads best: 4096 is "4 GiB". */
export function mebibytes(value) {
  return scaled(value, MIB_UNITS);
}

/** Bytes in the unit that reads best. */
export function bytes(value) {
  return scaled(value, BYTE_UNITS);
}

function scaled(value, units) {
  let unit = 0;
  let rest = value;
  while (Math.abs(rest) >= 1024 && unit < units.length - 1) {
    rest /= 1024;
    unit++;
  }
  const digits = rest >= 100 || Number.isInteger(rest) ? 0 : rest >= 10 ? 1 : 2;
  return `${Number(rest.toFixed(digits)).toLocaleString('en-US')} ${units[unit]}`;
}

/** The amount of a named resource: cpus are numbers, mem and disk are sizes, ranges and sets are text. */
export function amount(name, value) {
  if (typeof value !== 'number') return String(value);
  if (value === 0) return '0';
  return name === 'mem' || name === 'disk' ? mebibytes(value) : number(value);
}

/** A duration in milliseconds with its one or two biggest units: "3 min 20 s". */
export function duration(millis) {
  if (millis < 1000) return `${Math.max(0, Math.round(millis))} ms`;
  const seconds = Math.floor(millis / 1000);
  if (seconds < 10) return `${(millis / 1000).toFixed(1)} s`;
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return pair(seconds, 60, 'min', 1, 's');
  if (seconds < 86_400) return pair(seconds, 3600, 'h', 60, 'min');
  return pair(seconds, 86_400, 'd', 3600, 'h');
}

function pair(seconds, big, bigUnit, small, smallUnit) {
  const rest = Math.floor((seconds % big) / small);
  const head = `${Math.floor(seconds / big)} ${bigUnit}`;
  return rest === 0 ? head : `${head} ${rest} ${smallUnit}`;
}

/** How long ago, with one unit. */
export function ago(millis) {
  const seconds = Math.floor(millis / 1000);
  if (seconds < 2) return 'now';
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  return `${Math.floor(seconds / 86_400)} d ago`;
}

/** Local date and time to the second, sortable by eye. */
export function timestamp(millis) {
  const date = new Date(millis);
  const two = (value) => String(value).padStart(2, '0');
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`;
}

/** The last part of an id of Mesos, which is enough to tell agents of one cluster apart: S7. */
export function lastPart(id) {
  return id.slice(id.lastIndexOf('-') + 1);
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;

/** An id short enough for a table: without the master's uuid in front, or with its middle left out. */
export function shortId(id) {
  if (UUID.test(id)) return id.length > 36 ? '…' + id.slice(32) : id.slice(0, 8) + '…';
  return id.length <= 28 ? id : `${id.slice(0, 14)}…${id.slice(-12)}`;
}

/** TASK_RUNNING → Running; REASON_COMMAND_EXECUTOR_FAILED → Command executor failed. */
export function words(constant) {
  const plain = constant.replace(/^(TASK|REASON|SOURCE)_/, '').replaceAll('_', ' ').toLowerCase();
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}
