import * as GraphiQLReact from '@graphiql/react'
import { GraphiQL } from 'graphiql'
import * as React from 'react'
import * as ReactDOM from 'react-dom/client'
import 'graphiql/style.css'

// The front page is a script of its own, which finds what it draws with under these names.
Object.assign(globalThis, { React, ReactDOM, GraphiQL: Object.assign(GraphiQL, { React: GraphiQLReact }) })
