import { parentPort, workerData } from 'node:worker_threads'
import { printCopy } from './document.ts'
import { PrintFault } from './faults.ts'
import type { CopyToPrint } from './printer.ts'
import type { Printed, ThreadSettings } from './pool.ts'
import { readTemplates } from './templates.ts'
import { openTypeface } from './typeface.ts'

/** A thread that prints one copy after another; the font and the templates stay open between them. */
const { templates } = workerData as ThreadSettings
const press = { typeface: openTypeface(), templates: readTemplates(templates) }

parentPort?.on('message', (copy: CopyToPrint) => {
  void printed(copy).then((answer) => parentPort?.postMessage(answer, 'pdf' in answer ? [answer.pdf.buffer as ArrayBuffer] : []))
})

async function printed(copy: CopyToPrint): Promise<Printed> {
  try {
    return { pdf: await printCopy(copy, press) }
  } catch (error) {
    // Of anything else nothing is told: its message may quote a value.
    if (!(error instanceof PrintFault)) return { failed: true }
    const { check, where, licence } = error
    return { check, where, licence }
  }
}
