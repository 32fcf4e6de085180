import { crc32, deflateRawSync, inflateRawSync } from 'node:zlib'
import { SpreadsheetFault } from './fault.ts'

const END = 0x06054b50
const END_BYTES = 22
const COMMENT_MAX = 65_535
const ENTRY = 0x02014b50
const ENTRY_BYTES = 46
const LOCAL = 0x04034b50
const LOCAL_BYTES = 30
const STORED = 0
const DEFLATED = 8
const ENCRYPTED = 1
const UTF8_NAMES = 0x0800
const VERSION = 20
const ENTRIES_MAX = 200

/** Packs texts under their names into a ZIP archive (APPNOTE 6.3). No instant stands in it, so the same texts give the same bytes. */
export function pack(files: readonly (readonly [name: string, text: string])[]): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let at = 0
  for (const [name, text] of files) {
    const bytes = Buffer.from(text, 'utf8')
    const packed = deflateRawSync(bytes)
    const title = Buffer.from(name, 'utf8')
    const header = headerOf(bytes, packed, title)
    const local = Buffer.alloc(4)
    local.writeUInt32LE(LOCAL)
    parts.push(local, header, title, packed)
    directory.push(entryOf(header, at), title)
    at += local.length + header.length + title.length + packed.length
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(END_BYTES)
  end.writeUInt32LE(END)
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(at, 16)
  return Buffer.concat([...parts, listed, end])
}

/** What a local header and an entry of the directory have in common, without their signatures. */
function headerOf(bytes: Buffer, packed: Buffer, title: Buffer): Buffer {
  const header = Buffer.alloc(LOCAL_BYTES - 4)
  header.writeUInt16LE(VERSION, 0)
  header.writeUInt16LE(UTF8_NAMES, 2)
  header.writeUInt16LE(DEFLATED, 4)
  // 1980-01-01, the first day that the format can state.
  header.writeUInt16LE(0x21, 8)
  header.writeUInt32LE(crc32(bytes), 10)
  header.writeUInt32LE(packed.length, 14)
  header.writeUInt32LE(bytes.length, 18)
  header.writeUInt16LE(title.length, 22)
  return header
}

function entryOf(header: Buffer, at: number): Buffer {
  const entry = Buffer.alloc(ENTRY_BYTES)
  entry.writeUInt32LE(ENTRY)
  entry.writeUInt16LE(VERSION, 4)
  header.copy(entry, 6)
  entry.writeUInt32LE(at, 42)
  return entry
}

/** The files of an archive, each unpacked when it is asked for. */
export interface Archive {
  /** @throws SpreadsheetFault `NOT_A_WORKBOOK` where there is no such file or it is damaged, `TOO_LARGE` where all that was asked for is */
  text(name: string): string
  has(name: string): boolean
}

/**
 * Opens a ZIP archive. What the directory says of sizes is not believed: unpacking stops where the bound is reached.
 *
 * @param most bytes that may be unpacked, all files together
 * @throws SpreadsheetFault `NOT_A_WORKBOOK` where the bytes are no such archive, or are encrypted
 */
export function openArchive(bytes: Buffer, most: number): Archive {
  const entries = directoryOf(bytes)
  let left = most
  return {
    has: (name) => entries.has(name),
    text(name) {
      const found = entries.get(name)
      if (found === undefined) throw new SpreadsheetFault('NOT_A_WORKBOOK')
      const unpacked = unpack(found, left)
      left -= unpacked.length
      return unpacked.toString('utf8')
    },
  }
}

interface Entry {
  readonly method: number
  readonly check: number
  readonly packed: Buffer
}

function directoryOf(bytes: Buffer): ReadonlyMap<string, Entry> {
  try {
    const end = endOf(bytes)
    const count = bytes.readUInt16LE(end + 10)
    if (count > ENTRIES_MAX) throw new SpreadsheetFault('TOO_LARGE')
    const found = new Map<string, Entry>()
    let at = bytes.readUInt32LE(end + 16)
    for (let read = 0; read < count; read++) {
      if (bytes.readUInt32LE(at) !== ENTRY || (bytes.readUInt16LE(at + 8) & ENCRYPTED) !== 0) throw new SpreadsheetFault('NOT_A_WORKBOOK')
      const named = bytes.readUInt16LE(at + 28)
      const name = bytes.toString('utf8', at + ENTRY_BYTES, at + ENTRY_BYTES + named)
      found.set(name, entryAt(bytes, at))
      at += ENTRY_BYTES + named + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
    }
    return found
  } catch (error) {
    throw error instanceof RangeError ? new SpreadsheetFault('NOT_A_WORKBOOK') : error
  }
}

function entryAt(bytes: Buffer, at: number): Entry {
  const local = bytes.readUInt32LE(at + 42)
  if (bytes.readUInt32LE(local) !== LOCAL) throw new SpreadsheetFault('NOT_A_WORKBOOK')
  const start = local + LOCAL_BYTES + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
  const end = start + bytes.readUInt32LE(at + 20)
  if (end > bytes.length) throw new SpreadsheetFault('NOT_A_WORKBOOK')
  return { method: bytes.readUInt16LE(at + 10), check: bytes.readUInt32LE(at + 16), packed: bytes.subarray(start, end) }
}

function endOf(bytes: Buffer): number {
  for (let at = bytes.length - END_BYTES; at >= Math.max(0, bytes.length - END_BYTES - COMMENT_MAX); at--) {
    if (bytes.readUInt32LE(at) === END) return at
  }
  throw new SpreadsheetFault('NOT_A_WORKBOOK')
}

function unpack({ method, check, packed }: Entry, most: number): Buffer {
  if (method !== STORED && method !== DEFLATED) throw new SpreadsheetFault('NOT_A_WORKBOOK')
  const unpacked = method === STORED ? packed : inflate(packed, most)
  if (unpacked.length > most) throw new SpreadsheetFault('TOO_LARGE')
  if (crc32(unpacked) !== check) throw new SpreadsheetFault('NOT_A_WORKBOOK')
  return unpacked
}

function inflate(packed: Buffer, most: number): Buffer {
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, most) })
  } catch (error) {
    throw new SpreadsheetFault((error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE' ? 'TOO_LARGE' : 'NOT_A_WORKBOOK')
  }
}
