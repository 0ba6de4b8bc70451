import { Switch } from 'react-aria-components'

export function SwitchField({ label, isOn, onChange }: { label: string; isOn: boolean; onChange: (isOn: boolean) => void }) {
  return (
    <Switch isSelected={isOn} onChange={onChange} className="group flex min-h-8 cursor-pointer items-center gap-2.5 text-sm font-medium">
      <span className="h-5 w-9 rounded-full border border-rule-strong bg-sunken p-0.5 transition-colors group-data-[focus-visible]:outline-2 group-data-[focus-visible]:outline-offset-2 group-data-[selected]:bg-ink">
        <span className="block size-3.5 rounded-full bg-rule-strong transition-transform group-data-[selected]:translate-x-4 group-data-[selected]:bg-paper" />
      </span>
      {label}
    </Switch>
  )
}
