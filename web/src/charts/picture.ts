// A chart drawn as SVG, saved as a PNG: styles are written into a copy, since a picture has no style sheet.
import { toFile } from '@/ui/grid'

const KEPT = ['fill', 'stroke', 'stroke-width', 'stroke-dasharray', 'font-family', 'font-size', 'font-weight', 'text-anchor', 'dominant-baseline', 'opacity', 'fill-opacity']

export async function savePicture(svg: SVGSVGElement, name: string): Promise<void> {
  const copy = svg.cloneNode(true) as SVGSVGElement
  const from = [svg, ...svg.querySelectorAll('*')]
  const to = [copy, ...copy.querySelectorAll('*')]
  from.forEach((element, n) => {
    const style = getComputedStyle(element)
    for (const key of KEPT) to[n]?.setAttribute(key, style.getPropertyValue(key))
    to[n]?.removeAttribute('class')
    to[n]?.removeAttribute('style')
  })
  const { width, height } = svg.getBoundingClientRect()
  copy.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  copy.setAttribute('width', String(width))
  copy.setAttribute('height', String(height))
  const url = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(copy)], { type: 'image/svg+xml' }))
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    const canvas = document.createElement('canvas')
    canvas.width = width * 2
    canvas.height = height * 2
    const pen = canvas.getContext('2d')
    if (!pen) return
    pen.scale(2, 2)
    pen.fillStyle = getComputedStyle(document.body).backgroundColor
    pen.fillRect(0, 0, width, height)
    pen.drawImage(image, 0, 0)
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
    if (blob) toFile(`${name}.png`, blob, 'image/png')
  } finally {
    URL.revokeObjectURL(url)
  }
}
