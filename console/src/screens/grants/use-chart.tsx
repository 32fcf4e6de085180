import { BarChart } from 'echarts/charts'
import { GridComponent, TooltipComponent } from 'echarts/components'
import { init, use } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'

use([BarChart, GridComponent, TooltipComponent, SVGRenderer])

/** Requests by day. The table beside it says the same in text. */
export function UseChart({ days, label }: { readonly days: readonly { readonly day: string; readonly requests: number }[]; readonly label: string }) {
  const place = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (place.current === null) return undefined
    const chart = init(place.current, null, { renderer: 'svg' })
    chart.setOption({
      animation: false, grid: { left: 40, right: 12, top: 12, bottom: 28 }, xAxis: { type: 'category', data: days.map(({ day }) => day.slice(5)) }, yAxis: { type: 'value', minInterval: 1 },
      series: [{ type: 'bar', name: label, data: days.map(({ requests }) => requests), itemStyle: { color: '#1554ad' } }],
    })
    const resize = () => chart.resize()
    globalThis.addEventListener('resize', resize)
    return () => {
      globalThis.removeEventListener('resize', resize)
      chart.dispose()
    }
  }, [days, label])
  return <div ref={place} className="chart" role="img" aria-label={label} />
}
