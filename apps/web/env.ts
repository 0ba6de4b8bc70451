/** Where the development server finds the API. The built page is served by the API itself and needs no address. */
export const apiUrl = process.env['API_URL'] ?? 'http://127.0.0.1:3000'
