// From a line of mongoexport (canonical Extended JSON) to the document that Studio's clients see. Only what the recorded collections hold.
import { readFileSync } from 'node:fs';

const wrappers = {
  $oid: v => v,
  $date: v => new Date(Number(v.$numberLong)).toISOString(),
  $numberInt: Number,
  $numberLong: Number,
  $numberDouble: Number,
};

function plain(value) {
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map(plain);
  const keys = Object.keys(value);
  if (keys.length === 1 && Object.hasOwn(wrappers, keys[0])) return wrappers[keys[0]](value[keys[0]]);
  return Object.fromEntries(keys.map(key => [key, plain(value[key])]));
}

// mongoose drops empty objects, but not out of arrays.
function withoutEmpty(value) {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value)
    .map(([key, v]) => [key, withoutEmpty(v)])
    .filter(([, v]) => v === null || typeof v !== 'object' || Array.isArray(v) || Object.keys(v).length > 0));
}

const priorities = { highest: 20, high: 10, normal: 0, low: -10, lowest: -20 };

function agenda(document) {
  const { type, nextRunAt, ...rest } = document;
  if (typeof rest.priority !== 'number') rest.priority = priorities[rest.priority] ?? 0;
  for (const key of ['lastRunAt', 'lastFinishedAt', 'failedAt', 'lockedAt']) if (rest[key]) rest[key] = new Date(rest[key]).toISOString();
  rest.shouldSaveResult ??= false;
  return { ...rest, type: type || 'once', nextRunAt };
}

const queue = document => withoutEmpty('status' in document ? document : { status: 'pending', ...document });

export function load(folder) {
  const read = (file, convert) => readFileSync(`${folder}/mongo-export/${file}.json`, 'utf8')
    .split('\n').filter(line => line.trim()).map(line => convert(plain(JSON.parse(line))));
  return { agendaJobs: read('agendaJobs', agenda), queueJobs: read('queuejobs', queue) };
}
