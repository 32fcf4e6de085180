/** As much of an address as tells where its full text ends. */
interface AddressParts {
  readonly fullText: string
  readonly street?: string | null | undefined
  readonly doorNo?: string | null | undefined
  readonly building?: string | null | undefined
  readonly unit?: string | null | undefined
  readonly room?: string | null | undefined
}

/**
 * The full text of an address down to its door number. Sources write on to the room, which is shared apart: whoever may
 * not read the room must not read it out of the full text either, nor find it there.
 *
 * What follows the door number is cut; where the text does not contain it, room, entrance and building are taken off its
 * end.
 */
export function downToTheDoor({ fullText, street, doorNo, building, unit, room }: AddressParts): string {
  const door = doorNo ? `${street ?? ''}${doorNo}` : ''
  const at = door === '' ? -1 : fullText.indexOf(door)
  if (at !== -1) return fullText.slice(0, at + door.length)
  return [room, unit, building].reduce<string>((text, part) => (part && text.endsWith(part) ? text.slice(0, -part.length) : text), fullText)
}
