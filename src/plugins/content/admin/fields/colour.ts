/** A colour as the browser's picker has it, `#rrggbb`; black for what is none, since the picker cannot be empty. */
export function pickedColour(text: string): string {
  const [, red = '', green = '', blue = ''] = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(text) ?? [];
  const colour = red === '' ? text : `#${red}${red}${green}${green}${blue}${blue}`;
  return /^#[0-9a-f]{6}$/i.test(colour) ? colour.toLowerCase() : '#000000';
}
