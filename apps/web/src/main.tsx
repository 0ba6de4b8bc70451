import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { I18nProvider } from 'react-aria-components'
import { IntlProvider } from 'use-intl'
import './app.css'
import { locale, messages, timeZone } from './lib/i18n.ts'
import { applyTheme } from './lib/theme.ts'
import { createApiClient, createQueryClient, TRPCProvider } from './lib/trpc.ts'
import { createAppRouter } from './routes/router.tsx'

applyTheme()

const queryClient = createQueryClient()
const trpcClient = createApiClient()
const router = createAppRouter()
const root = document.getElementById('root')
if (!root) throw new Error('index.html has no element with the id "root"')

createRoot(root).render(
  <StrictMode>
    <IntlProvider locale={locale} messages={messages} timeZone={timeZone}>
      <I18nProvider locale={locale}>
        <QueryClientProvider client={queryClient}>
          <TRPCProvider trpcClient={trpcClient} queryClient={queryClient}>
            <RouterProvider router={router} />
          </TRPCProvider>
        </QueryClientProvider>
      </I18nProvider>
    </IntlProvider>
  </StrictMode>,
)
