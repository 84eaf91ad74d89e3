// Studio's five job endpoints, state in memory. Errors are thrown with the message and status that Studio answers.
import { randomBytes } from 'node:crypto';

const retryable = ['failed', 'cancelled', 'cancelRequested'];
const error = (message, status = 500) => Object.assign(new Error(message), { status });
let counter = 0;

function newId() {
  const id = Buffer.alloc(12);
  id.writeUInt32BE(Math.floor(Date.now() / 1000));
  randomBytes(5).copy(id, 4);
  id.writeUIntBE(++counter, 9, 3);
  return id.toString('hex');
}

export class Jobs {
  constructor({ agendaJobs, queueJobs }) {
    this.agendaJobs = agendaJobs;
    this.queueJobs = queueJobs;
  }

  byId(id) {
    if (!/^[0-9a-f]{24}$/i.test(id) && Buffer.byteLength(id) !== 12)
      throw error('Argument passed in must be a string of 12 bytes or a string of 24 hex characters or an integer');
    const wanted = id.toLowerCase();
    const agendaJob = this.agendaJobs.find(job => job._id === wanted);
    return this.#shown(agendaJob) ?? this.queueJobs.find(job => job._id === wanted);
  }

  byCorrelationId(correlationId) {
    const holds = value => value === correlationId || (Array.isArray(value) && value.includes(correlationId));
    return this.#shown(this.agendaJobs.find(job => holds(job.data?.correlationId)));
  }

  byExternalId(externalId) {
    const found = this.queueJobs.filter(job => job.data?.externalId === externalId);
    if (found.length === 0) throw error(`externalId: ${externalId} has no match job`, 400);
    return found.map(({ _id, data }) => {
      const t = data.transactionBody ?? {};
      return {
        jobId: _id, value: t.value || 0, tokenName: t.tokenName ?? '', tokenDecimal: t.tokenDecimal ?? '', tokenSymbol: t.asset ?? '',
        tokenAddress: t.tokenAddress ?? '', contractAddress: t.tokenAddress ?? '', status: t.status ?? '', type: t.type ?? '',
        from: t.from ?? '', to: t.to ?? '', timeStamp: t.timeStamp, blockNumber: t.blockNumber, hash: data.txHash, externalId: data.externalId,
      };
    });
  }

  retry(id) {
    const original = this.queueJobs.find(job => job._id === id.toLowerCase());
    if (!original) throw error("Cannot destructure property '_id' of 'failedJob' as it is null.");
    if (!retryable.includes(original.status)) throw error(`Cannot retry job ${original._id} with status ${original.status}`);
    if (original.retryJob) throw error(`job ${original._id} already retried with id ${original.retryJob}`);
    const correlationId = original.data?.correlationId;
    const holder = typeof correlationId === 'string'
      && this.queueJobs.find(job => job.data?.correlationId === correlationId && job.status !== 'failed');
    if (holder) throw error(`Job with the correlationId ${correlationId} already exists. jobId: ${holder._id}, status: ${holder.status}.`);

    const now = new Date().toISOString();
    const { name, data, communityAddress } = structuredClone(original);
    const ends = { status: 'pending', ...(communityAddress === undefined ? {} : { communityAddress }) };
    const body = { name, ...(data === undefined ? {} : { data }), ...ends };
    const job = { _id: newId(), ...body, createdAt: now, updatedAt: now, __v: 0 };
    this.queueJobs.push(job);
    original.updatedAt = now;
    original.retryJob = job._id;
    const { _id, createdAt, updatedAt, __v } = job;
    return { ...body, _id, createdAt, updatedAt, __v };
  }

  retryAll(ids) {
    if (!Array.isArray(ids) || ids.length === 0) throw error('request data is empty or invalid');
    const known = [...new Set(ids.map(id => String(id).toLowerCase()))].sort().filter(id => this.queueJobs.some(job => job._id === id));
    const data = known.map(id => this.retry(id));
    return { data, size: data.length };
  }

  // Studio shows the time of the request where nextRunAt is null.
  #shown(job) {
    return job && { ...job, nextRunAt: job.nextRunAt ?? new Date().toISOString() };
  }
}
