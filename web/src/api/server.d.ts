// Made by `npm run codegen` from openapi.json; not to be edited.
export interface paths {
    "/api/access/matrix": {
        get: {
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["MatrixBody"];
                    };
                };
            };
        };
    };
    "/api/access/matrix.csv": {
        get: {
            responses: {
                200: {
                    content: {
                        "text/csv": string;
                    };
                };
            };
        };
    };
    "/api/access/why": {
        get: {
            parameters: {
                query: {
                    capability: string;
                    unit?: string;
                    indicator?: string;
                    account?: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["WhyBody"];
                    };
                };
            };
        };
    };
    "/api/accounts": {
        get: {
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["Accounts"];
                    };
                };
            };
        };
        post: {
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewAccountBody"];
                };
            };
            responses: {
                201: {
                    content: {
                        "application/json": components["schemas"]["MadeAccount"];
                    };
                };
            };
        };
    };
    "/api/accounts/{code}": {
        patch: {
            parameters: {
                path: {
                    code: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AccountChange"];
                };
            };
            responses: {
                204: {
                };
            };
        };
    };
    "/api/accounts/{code}/identities": {
        get: {
            parameters: {
                path: {
                    code: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["Identities"];
                    };
                };
            };
        };
        post: {
            parameters: {
                path: {
                    code: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["IdentityKey"];
                };
            };
            responses: {
                204: {
                };
            };
        };
        delete: {
            parameters: {
                query: {
                    provider: string;
                    subject: string;
                };
                path: {
                    code: string;
                };
            };
            responses: {
                204: {
                };
            };
        };
    };
    "/api/accounts/{code}/reset": {
        post: {
            parameters: {
                path: {
                    code: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["FirstPassword"];
                    };
                };
            };
        };
    };
    "/api/accounts/{code}/totp": {
        delete: {
            parameters: {
                path: {
                    code: string;
                };
            };
            responses: {
                204: {
                };
            };
        };
    };
    "/api/accounts/{code}/unlock": {
        post: {
            parameters: {
                path: {
                    code: string;
                };
            };
            responses: {
                204: {
                };
            };
        };
    };
    "/api/audit": {
        get: {
            parameters: {
                query?: {
                    q?: string;
                    action?: string;
                    account?: string;
                    unit?: string;
                    from?: string;
                    to?: string;
                    cursor?: string;
                    limit?: number;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["AuditPageBody"];
                    };
                };
            };
        };
    };
    "/api/audit.csv": {
        get: {
            parameters: {
                query?: {
                    q?: string;
                    action?: string;
                    account?: string;
                    unit?: string;
                    from?: string;
                    to?: string;
                    cursor?: string;
                    limit?: number;
                };
            };
            responses: {
                200: {
                    content: {
                        "text/csv": string;
                    };
                };
            };
        };
    };
    "/api/audit/head": {
        get: {
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["AuditHead"];
                    };
                };
            };
        };
    };
    "/api/batches": {
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["BatchList"];
                    };
                };
            };
        };
    };
    "/api/batches/{id}": {
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                };
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["BatchPageBody"];
                    };
                };
            };
        };
    };
    "/api/batches/{id}/accept": {
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["ChangedBody"];
                    };
                };
            };
        };
    };
    "/api/batches/{id}/lock": {
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                204: {
                };
            };
        };
    };
    "/api/batches/{id}/withdraw": {
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["WithdrawBody"];
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["ChangedBody"];
                    };
                };
            };
        };
    };
    "/api/boundaries": {
        get: {
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["BoundariesBody"];
                    };
                };
                204: {
                };
            };
        };
        put: {
            requestBody: {
                content: {
                    "application/json": components["schemas"]["BoundariesBody"];
                };
            };
            responses: {
                204: {
                };
            };
        };
    };
    "/api/explanations/{scheme}/{unit}": {
        get: {
            parameters: {
                query?: {
                    period?: string;
                    run?: string;
                    as_of?: string;
                    node?: string;
                };
                path: {
                    scheme: string;
                    unit: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["Explanation"];
                    };
                };
            };
        };
    };
    "/api/exports/ranking": {
        get: {
            parameters: {
                query?: {
                    scheme?: string;
                    period?: string;
                    run?: string;
                    as_of?: string;
                    group?: string;
                    q?: string;
                    format?: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                        "text/csv": string;
                    };
                };
            };
        };
    };
    "/api/figures": {
        put: {
            requestBody: {
                content: {
                    "application/json": components["schemas"]["EntryBody"];
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["EntryReceiptBody"];
                    };
                };
            };
        };
    };
    "/api/figures/versions": {
        get: {
            parameters: {
                query: {
                    unit: string;
                    indicator: string;
                    period: string;
                    scenario?: string;
                    series?: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["VersionList"];
                    };
                };
            };
        };
    };
    "/api/grants": {
        get: {
            parameters: {
                query?: {
                    account?: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["Grants"];
                    };
                };
            };
        };
        post: {
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewGrantBody"];
                };
            };
            responses: {
                201: {
                    content: {
                        "application/json": components["schemas"]["GrantBody"];
                    };
                };
            };
        };
    };
    "/api/grants/{id}": {
        delete: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                204: {
                };
            };
        };
    };
    "/api/health": {
        get: {
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["HealthBody"];
                    };
                };
            };
        };
    };
    "/api/home": {
        get: {
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["Home"];
                    };
                };
            };
        };
    };
    "/api/imports": {
        post: {
            requestBody: {
                content: {
                    "multipart/form-data": components["schemas"]["ImportForm"];
                };
            };
            responses: {
                201: {
                    content: {
                        "application/json": components["schemas"]["PreviewBody"];
                    };
                };
            };
        };
    };
    "/api/imports/{id}": {
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["PreviewBody"];
                    };
                };
            };
        };
        put: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewOptions"];
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["PreviewBody"];
                    };
                };
            };
        };
        delete: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                204: {
                };
            };
        };
    };
    "/api/imports/{id}/commit": {
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CommitBody"];
                };
            };
            responses: {
                201: {
                    content: {
                        "application/json": components["schemas"]["ReceiptBody"];
                    };
                };
            };
        };
    };
    "/api/imports/{id}/marked.xlsx": {
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                    };
                };
            };
        };
    };
    "/api/indicators": {
        get: {
            parameters: {
                query?: {
                    q?: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["IndicatorList"];
                    };
                };
            };
        };
    };
    "/api/indicators/{code}": {
        get: {
            parameters: {
                path: {
                    code: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["IndicatorDetail"];
                    };
                };
            };
        };
    };
    "/api/indicators/{code}/series": {
        get: {
            parameters: {
                query: {
                    unit: string;
                    as_of?: string;
                };
                path: {
                    code: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["SeriesBody"];
                    };
                };
            };
        };
    };
    "/api/indicators/{code}/values": {
        get: {
            parameters: {
                query?: {
                    period?: string;
                    as_of?: string;
                    kind?: string;
                };
                path: {
                    code: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["ValuesBody"];
                    };
                };
            };
        };
    };
    "/api/jobs": {
        get: {
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["JobList"];
                    };
                };
            };
        };
    };
    "/api/jobs/{id}": {
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["JobBody"];
                    };
                };
            };
        };
    };
    "/api/jobs/{id}/events": {
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "text/event-stream": components["schemas"]["JobEventBody"];
                    };
                };
            };
        };
    };
    "/api/objections": {
        get: {
            parameters: {
                query?: {
                    run?: string;
                    open?: boolean;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["ObjectionList"];
                    };
                };
            };
        };
    };
    "/api/objections/{id}": {
        delete: {
            parameters: {
                path: {
                    id: number;
                };
            };
            responses: {
                204: {
                };
            };
        };
    };
    "/api/objections/{id}/attachment": {
        get: {
            parameters: {
                path: {
                    id: number;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/octet-stream": number[];
                    };
                };
            };
        };
    };
    "/api/objections/{id}/decision": {
        post: {
            parameters: {
                path: {
                    id: number;
                };
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["DecideBody"];
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["Objection"];
                    };
                };
            };
        };
    };
    "/api/oidc": {
        get: {
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["ProviderBody"][];
                    };
                };
            };
        };
    };
    "/api/oidc/{id}/callback": {
        get: {
            parameters: {
                query?: {
                    code?: string;
                    state?: string;
                    error?: string;
                    iss?: string;
                };
                path: {
                    id: string;
                };
            };
            responses: never;
        };
    };
    "/api/oidc/{id}/start": {
        get: {
            parameters: {
                query?: {
                    to?: string;
                };
                path: {
                    id: string;
                };
            };
            responses: never;
        };
    };
    "/api/rankings": {
        get: {
            parameters: {
                query?: {
                    scheme?: string;
                    period?: string;
                    run?: string;
                    as_of?: string;
                    group?: string;
                    q?: string;
                    sort?: string;
                    order?: string;
                    cursor?: string;
                    limit?: number;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["RankingBody"];
                    };
                };
            };
        };
    };
    "/api/rankings/compare": {
        get: {
            parameters: {
                query?: {
                    scheme?: string;
                    from?: string;
                    to?: string;
                    from_run?: string;
                    to_run?: string;
                    unit?: string;
                    as_of?: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["ComparisonBody"];
                    };
                };
            };
        };
    };
    "/api/rankings/trend": {
        get: {
            parameters: {
                query: {
                    scheme?: string;
                    unit: string;
                    period?: string;
                    as_of?: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["TrendBody"];
                    };
                };
            };
        };
    };
    "/api/results/{scheme}/{unit}": {
        get: {
            parameters: {
                query?: {
                    period?: string;
                    run?: string;
                    as_of?: string;
                    node?: string;
                };
                path: {
                    scheme: string;
                    unit: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["UnitResult"];
                    };
                };
            };
        };
    };
    "/api/roles": {
        get: {
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["RoleInfo"][];
                    };
                };
            };
        };
    };
    "/api/runs": {
        get: {
            parameters: {
                query?: {
                    scheme?: string;
                    period?: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["RunList"];
                    };
                };
            };
        };
        post: {
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewRunBody"];
                };
            };
            responses: {
                201: {
                    content: {
                        "application/json": components["schemas"]["MadeRun"];
                    };
                };
            };
        };
    };
    "/api/runs/{id}": {
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["RunPage"];
                    };
                };
            };
        };
    };
    "/api/runs/{id}/objections": {
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "multipart/form-data": components["schemas"]["ObjectionForm"];
                };
            };
            responses: {
                201: {
                    content: {
                        "application/json": components["schemas"]["Objection"];
                    };
                };
            };
        };
    };
    "/api/runs/{id}/plan": {
        get: {
            parameters: {
                query: {
                    to: string;
                    notice_until?: string;
                    audience?: string;
                };
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["PlanBody"];
                    };
                };
            };
        };
    };
    "/api/runs/{id}/publish": {
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PublishBody"];
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["RunBody"];
                    };
                };
            };
        };
    };
    "/api/runs/{id}/restate": {
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RestateBody"];
                };
            };
            responses: {
                201: {
                    content: {
                        "application/json": components["schemas"]["RestatedBody"];
                    };
                };
            };
        };
    };
    "/api/runs/{id}/verify": {
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["VerifiedBody"];
                    };
                };
            };
        };
    };
    "/api/schemes/check": {
        post: {
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SchemeText"];
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["CheckedBody"];
                    };
                };
            };
        };
    };
    "/api/schemes/{id}": {
        get: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["SchemePage"];
                    };
                };
            };
        };
        put: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SaveScheme"];
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["VersionBody"];
                    };
                };
            };
        };
    };
    "/api/schemes/{id}/diff": {
        get: {
            parameters: {
                query: {
                    from: number;
                    to: number;
                };
                path: {
                    id: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["DiffBody"];
                    };
                };
            };
        };
    };
    "/api/schemes/{id}/trial": {
        post: {
            parameters: {
                path: {
                    id: string;
                };
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TrialText"];
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["TrialBody"];
                    };
                };
            };
        };
    };
    "/api/search": {
        get: {
            parameters: {
                query: {
                    q: string;
                    limit?: number;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["HitList"];
                    };
                };
            };
        };
    };
    "/api/session": {
        get: {
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["SessionBody"];
                    };
                };
                204: {
                };
            };
        };
        post: {
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SignIn"];
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["SessionBody"];
                    };
                };
            };
        };
        delete: {
            responses: {
                204: {
                };
            };
        };
    };
    "/api/session/lang": {
        put: {
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewLang"];
                };
            };
            responses: {
                204: {
                };
            };
        };
    };
    "/api/session/password": {
        post: {
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewPassword"];
                };
            };
            responses: {
                204: {
                };
            };
        };
    };
    "/api/session/totp": {
        put: {
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Code"];
                };
            };
            responses: {
                204: {
                };
            };
        };
        post: {
            requestBody: {
                content: {
                    "application/json": components["schemas"]["OwnPassword"];
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["TotpSecret"];
                    };
                };
            };
        };
        delete: {
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PasswordAndCode"];
                };
            };
            responses: {
                204: {
                };
            };
        };
    };
    "/api/sessions": {
        get: {
            parameters: {
                query?: {
                    account?: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["Sessions"];
                    };
                };
            };
        };
    };
    "/api/sessions/{id}": {
        delete: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                204: {
                };
            };
        };
    };
    "/api/template": {
        get: {
            parameters: {
                query?: {
                    scheme?: string;
                    period?: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": number[];
                    };
                };
            };
        };
    };
    "/api/tokens": {
        get: {
            parameters: {
                query?: {
                    account?: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["Tokens"];
                    };
                };
            };
        };
        post: {
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewTokenBody"];
                };
            };
            responses: {
                201: {
                    content: {
                        "application/json": components["schemas"]["MadeToken"];
                    };
                };
            };
        };
    };
    "/api/tokens/{id}": {
        delete: {
            parameters: {
                path: {
                    id: string;
                };
            };
            responses: {
                204: {
                };
            };
        };
    };
    "/api/units": {
        get: {
            parameters: {
                query?: {
                    on?: string;
                    kind?: string;
                    parent?: string;
                    q?: string;
                    cursor?: string;
                    limit?: number;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["UnitList"];
                    };
                };
            };
        };
    };
    "/api/units/{code}": {
        get: {
            parameters: {
                query?: {
                    on?: string;
                };
                path: {
                    code: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["UnitDetail"];
                    };
                };
            };
        };
    };
    "/api/verify": {
        post: {
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["JobBody"];
                    };
                };
            };
        };
    };
    "/api/views": {
        get: {
            parameters: {
                query: {
                    page: string;
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["Views"];
                    };
                };
            };
        };
        put: {
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ViewBody"];
                };
            };
            responses: {
                204: {
                };
            };
        };
    };
    "/api/views/{name}": {
        delete: {
            parameters: {
                query: {
                    page: string;
                };
                path: {
                    name: string;
                };
            };
            responses: {
                204: {
                };
            };
        };
    };
    "/api/what-if": {
        post: {
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SuppositionBody"];
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["SupposedBody"];
                    };
                };
            };
        };
    };
    "/api/what-if/reach": {
        post: {
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ReachBody"];
                };
            };
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["ReachList"];
                    };
                };
            };
        };
    };
    "/api/workspace": {
        get: {
            responses: {
                200: {
                    content: {
                        "application/json": components["schemas"]["WorkspaceBody"];
                    };
                };
            };
        };
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AccountBody: {
            account: string;
            name: string;
            unit?: components["schemas"]["UnitHead"] | null;
            state: string;
            must_change: boolean;
            locked_until?: string | null;
            totp: boolean;
            last_seen?: string | null;
            roles: string[];
        };
        AccountChange: {
            name?: string | null;
            unit?: string | null;
            state?: string | null;
        };
        Accounts: {
            items: components["schemas"]["AccountBody"][];
        };
        AdjustmentBody: {
            name: string;
            formula: string;
            points: number;
            raw: number;
            inputs: components["schemas"]["Input"][];
        };
        AdjustmentChangeBody: {
            points_before?: number | null;
            points_after?: number | null;
            parts: (number | null)[];
        };
        AdjustmentHead: {
            name: string;
            points: number;
        };
        AttributeBody: {
            id: string;
            name: string;
            value: string;
        };
        AuditEntry: {
            sequence: number;
            at: string;
            by: string;
            by_name?: string | null;
            from: string;
            from_name: string;
            action: string;
            action_name: string;
            subject: string;
            subject_name: string;
            unit?: string | null;
            before?: string | null;
            after?: string | null;
            detail: string;
            detail_text: string;
            hash: string;
        };
        AuditHead: {
            sequence: number;
            hash: string;
        };
        AuditPageBody: {
            items: components["schemas"]["AuditEntry"][];
            next?: string | null;
        };
        BatchBody: {
            id: string;
            title: string;
            at: string;
            by: string;
            reason?: string | null;
            files: components["schemas"]["BatchFile"][];
            new: number;
            same: number;
            changed: number;
            state: string;
            accepted: boolean;
            waits: boolean;
            mine: boolean;
            may_withdraw: boolean;
            may_lock: boolean;
        };
        BatchFigureBody: {
            unit: components["schemas"]["UnitHead"];
            indicator: string;
            indicator_name: string;
            measure: string;
            period: string;
            scenario: string;
            series: string;
            version: number;
            value?: number | null;
            status: string;
            reason?: string | null;
            recorded_at: string;
            source: components["schemas"]["VersionSource"];
            embargoed: boolean;
        };
        BatchFile: {
            name: string;
            digest: string;
            size: number;
        };
        BatchList: {
            items: components["schemas"]["BatchBody"][];
            next?: string | null;
        };
        BatchPageBody: {
            batch: components["schemas"]["BatchBody"];
            figures: components["schemas"]["BatchFigureBody"][];
            next?: string | null;
        };
        BoundariesBody: {
            title: string;
            approval: string;
            geojson: Record<string, never>;
        };
        CacheBody: {
            entries: number;
            hits: number;
            misses: number;
        };
        CapabilityBody: {
            id: string;
            name: string;
        };
        CellProblem: {
            severity: string;
            code: string;
            sheet: string;
            cell?: string | null;
            row?: number | null;
            found?: string | null;
            expected?: string | null;
            fix?: string | null;
            message: string;
        };
        ChangeBody: {
            kind: string;
            places?: number | null;
        };
        ChangeRow: {
            code: string;
            name: string;
            group: string;
            group_changed: boolean;
            rank_before?: number | null;
            rank_after?: number | null;
            total_before?: number | null;
            total_after?: number | null;
            parts: components["schemas"]["PartBody"][];
        };
        ChangedBody: {
            changed: number;
        };
        CheckedBody: {
            diagnostics: components["schemas"]["Diagnostic"][];
            method?: components["schemas"]["MethodBody"] | null;
        };
        ChildBody: {
            id: string;
            name: string;
            weight?: number | null;
            leaf: boolean;
        };
        Code: {
            code: string;
        };
        ColumnBody: {
            column: string;
            header: string;
            meaning?: components["schemas"]["MeaningBody"] | null;
        };
        CommitBody: {
            reason?: string | null;
        };
        ComparisonBody: {
            scheme: string;
            title: string;
            from: string;
            to: string;
            order: string[];
            rows: components["schemas"]["ChangeRow"][];
            leaves: components["schemas"]["LeafChangeBody"][];
            adjustment?: components["schemas"]["AdjustmentChangeBody"] | null;
        };
        CountsBody: {
            read: number;
            new: number;
            same: number;
            changed: number;
            rejected: number;
            errors: number;
            warnings: number;
        };
        DatabaseBody: {
            kind: string;
            place: string;
            structure: number;
            size: number;
        };
        DecideBody: {
            uphold: boolean;
            points?: number | null;
            exclude?: boolean;
            basis?: string;
            approver?: string;
            reason?: string;
        };
        DecisionBody: {
            at: string;
            by: string;
            reason?: string | null;
            ruling?: number | null;
        };
        Diagnostic: {
            severity: string;
            code: string;
            message: string;
            hint?: string | null;
            file: string;
            line: number;
            column: number;
            end_line: number;
            end_column: number;
            excerpt: string;
        };
        DiffBody: {
            diff: string;
        };
        DimensionBody: {
            id: string;
            name: string;
            weight?: number | null;
            places?: number | null;
            best?: number | null;
            children: components["schemas"]["ChildBody"][];
        };
        EntryBody: {
            rows: components["schemas"]["EntryRowBody"][];
            reason?: string | null;
        };
        EntryReceiptBody: components["schemas"]["ReceiptBody"] & {
            warnings: components["schemas"]["FieldNote"][];
        };
        EntryRowBody: {
            unit: string;
            indicator: string;
            period: string;
            scenario?: string | null;
            series?: string | null;
            value?: number | null;
            reason?: string | null;
        };
        ExemptBody: {
            class: string;
            written: string;
            condition: string;
            inputs: components["schemas"]["Input"][];
        };
        ExplainedNode: {
            id: string;
            name: string;
            active: boolean;
            weight?: number | null;
            points?: number | null;
            unrounded?: number | null;
            places?: number | null;
            ratio?: number | null;
            rank?: number | null;
            shortfall?: number | null;
            reason?: string | null;
            flags: string[];
            formula: string;
            formula_shown: string;
            rule?: components["schemas"]["RuleBody"] | null;
            ruling?: components["schemas"]["RulingBody"] | null;
            children: components["schemas"]["ExplainedNode"][];
        };
        Explanation: {
            scheme: string;
            version: string;
            title: string;
            period: string;
            as_of?: string | null;
            tree_date?: string | null;
            unit: components["schemas"]["UnitHead"];
            group: string;
            total?: number | null;
            total_unrounded?: number | null;
            full_mark?: number | null;
            rank?: number | null;
            of?: number | null;
            places?: number | null;
            grade?: string | null;
            reason?: string | null;
            vetoes: string[];
            adjustment: number;
            adjustments: components["schemas"]["AdjustmentBody"][];
            members: components["schemas"]["UnitHead"][];
            root?: components["schemas"]["ExplainedNode"] | null;
            exempt?: components["schemas"]["ExemptBody"] | null;
        };
        Fault: {
            field: string;
            code: string;
            detail: string;
            hint?: string | null;
            place?: components["schemas"]["Place"] | null;
        };
        FieldNote: {
            field: string;
            code: string;
            detail: string;
        };
        FigureBody: {
            unit: string;
            indicator: string;
            period?: string | null;
            scenario?: string | null;
            value?: number | null;
        };
        FigureChange: {
            unit: string;
            unit_name: string;
            indicator: string;
            indicator_name: string;
            period: string;
            before?: number | null;
            after?: number | null;
            measure: string;
        };
        FigureVersionBody: {
            version: number;
            series: string;
            value?: number | null;
            status: string;
            reason?: string | null;
            recorded_at: string;
            recorded_by: string;
            batch: string;
            source: components["schemas"]["VersionSource"];
            superseded: boolean;
            embargoed: boolean;
        };
        FirstPassword: {
            password: string;
        };
        GrantBody: {
            id: string;
            account: string;
            role: string;
            role_name: string;
            unit?: components["schemas"]["UnitHead"] | null;
            indicators?: string[] | null;
            granted_at: string;
            granted_by: string;
            revoked_at?: string | null;
        };
        Grants: {
            items: components["schemas"]["GrantBody"][];
        };
        GroupBody: {
            best: number;
            best_unit?: string | null;
            median: number;
            worst: number;
            worst_unit?: string | null;
            n: number;
        };
        HealthBody: {
            version: string;
            semantics: number;
            database: components["schemas"]["DatabaseBody"];
            figures: number;
            runs: number;
            audit: components["schemas"]["AuditHead"];
            started: string;
            uptime_s: number;
            memory_bytes?: number | null;
            requests: number;
            cache: components["schemas"]["CacheBody"];
        };
        Helper: {
            name: string;
            role_name: string;
        };
        HitBody: {
            kind: string;
            code: string;
            name: string;
            detail: string;
        };
        HitList: {
            items: components["schemas"]["HitBody"][];
        };
        Home: {
            standing: components["schemas"]["StandingBody"][];
            moved: components["schemas"]["MovedBody"][];
            notices: components["schemas"]["NoticeBody"][];
            objections: components["schemas"]["Objection"][];
            batches: components["schemas"]["WaitingBatch"][];
        };
        Identities: {
            items: components["schemas"]["IdentityBody"][];
        };
        IdentityBody: {
            provider?: string | null;
            issuer: string;
            subject: string;
        };
        IdentityKey: {
            provider: string;
            subject: string;
        };
        ImportForm: {
            file: string;
            options?: components["schemas"]["ImportOptions"] | null;
        };
        ImportOptions: {
            period?: string | null;
            unit?: string | null;
            indicator?: string | null;
            scenario?: string | null;
            series?: string | null;
            recorded_at?: string | null;
            reason?: string | null;
            clean_rows?: boolean | null;
            mapping?: components["schemas"]["MappingBody"][] | null;
        };
        IndicatorBody: {
            code: string;
            name: string;
            aliases: string[];
            measure: string;
            direction: string;
            accumulation: string;
            frequency: string;
            decimals?: number | null;
            owner?: string | null;
            definition?: string | null;
            possible?: string | null;
            formula?: string | null;
            used_by: components["schemas"]["UseBody"][];
        };
        IndicatorDetail: components["schemas"]["IndicatorBody"] & {
            periods: string[];
            latest?: string | null;
            series: string[];
        };
        IndicatorList: {
            items: components["schemas"]["IndicatorBody"][];
        };
        Input: {
            indicator: string;
            name: string;
            unit?: string | null;
            period: string;
            scenario: string;
            series?: string | null;
            value?: number | null;
            reason?: string | null;
            measure: string;
            flags: string[];
            source?: components["schemas"]["SourceBody"] | null;
        };
        JobBody: {
            id: string;
            kind: string;
            kind_name: string;
            state: string;
            done: number;
            of?: number | null;
            message: string;
            by: string;
            started?: string | null;
            ended?: string | null;
            result?: string | null;
        };
        JobEventBody: {
            event: string;
            data: string;
        };
        JobList: {
            items: components["schemas"]["JobBody"][];
        };
        KindCount: {
            kind: string;
            count: number;
        };
        LeafBody: {
            id: string;
            name: string;
            path: string[];
            dimension: string;
            weight?: number | null;
            measure: string;
            direction: string;
            value?: number | null;
            reason?: string | null;
            points?: number | null;
            ratio?: number | null;
            lost?: number | null;
            group_best?: number | null;
            group_median?: number | null;
            previous?: number | null;
            lost_vs_best?: number | null;
            lost_vs_median?: number | null;
            lost_vs_previous?: number | null;
            rank?: number | null;
            of: number;
            owner?: string | null;
            flags: string[];
        };
        LeafChangeBody: {
            id: string;
            name: string;
            measure: string;
            value_before?: number | null;
            value_after?: number | null;
            points_before?: number | null;
            points_after?: number | null;
            parts: (number | null)[];
        };
        LostBody: {
            id: string;
            name: string;
            points: number;
        };
        MadeAccount: {
            account: string;
            password?: string | null;
        };
        MadeRun: components["schemas"]["RunBody"] & {
            was_there: boolean;
        };
        MadeToken: components["schemas"]["TokenBody"] & {
            token: string;
        };
        MappingBody: {
            sheet?: string | null;
            column: string;
            meaning?: components["schemas"]["MeaningBody"] | null;
        };
        MarkedUnit: {
            code: string;
            name: string;
            mark: string;
        };
        MatrixBody: {
            capabilities: string[];
            rows: components["schemas"]["MatrixLine"][];
        };
        MatrixLine: {
            account: string;
            name: string;
            role: string;
            role_name: string;
            unit?: string | null;
            unit_name?: string | null;
            indicators?: string[] | null;
            allowed: boolean[];
        };
        MeaningBody: {
            kind: string;
            code?: string | null;
            name?: string | null;
        };
        MethodBody: {
            heads: string[];
            rows: components["schemas"]["MethodRowBody"][];
            notes: string[];
        };
        MethodRowBody: {
            depth: number;
            leaf: boolean;
            cells: string[];
        };
        MovedBody: components["schemas"]["StandingBody"] & {
            open: boolean;
        };
        NamedNode: {
            id: string;
            name: string;
        };
        NewAccountBody: {
            account: string;
            name: string;
            unit?: string | null;
            no_password?: boolean;
        };
        NewGrantBody: {
            account: string;
            role: string;
            unit?: string | null;
            indicators?: string[] | null;
        };
        NewLang: {
            lang: string;
        };
        NewOptions: {
            options: components["schemas"]["ImportOptions"];
        };
        NewPassword: {
            old: string;
            new: string;
        };
        NewRunBody: {
            scheme?: string | null;
            period?: string | null;
            as_of?: string | null;
        };
        NewTokenBody: {
            name: string;
            capabilities: string[];
            expires: string;
        };
        NoticeBody: {
            title: string;
            run: components["schemas"]["RunBody"];
        };
        Objection: {
            id: number;
            run: string;
            unit: components["schemas"]["UnitHead"];
            node: string;
            node_name: string;
            reason: string;
            attachment: boolean;
            at: string;
            by: string;
            state: string;
            decision?: components["schemas"]["DecisionBody"] | null;
        };
        ObjectionForm: {
            unit: string;
            node: string;
            reason: string;
            file?: string | null;
        };
        ObjectionList: {
            items: components["schemas"]["Objection"][];
        };
        OpenSession: {
            id: string;
            account: string;
            started: string;
            last_seen: string;
            from: string;
            agent: string;
            current: boolean;
        };
        OwnPassword: {
            password: string;
        };
        PartBody: {
            id: string;
            name: string;
            points?: number | null;
        };
        PasswordAndCode: {
            password: string;
            code?: string;
        };
        Place: {
            file: string;
            line?: number | null;
            column?: number | null;
            sheet?: string | null;
            cell?: string | null;
        };
        PlanBody: {
            will: string[];
            will_not: string[];
            blocked: string[];
            changes: components["schemas"]["UnitChangeBody"][];
        };
        PointBody: {
            period: string;
            value?: number | null;
            reason?: string | null;
            plan?: number | null;
            single?: number | null;
            revised: boolean;
        };
        PreviewBody: {
            id: string;
            file: string;
            size: number;
            sheets: components["schemas"]["SheetBody"][];
            counts: components["schemas"]["CountsBody"];
            groups: components["schemas"]["ProblemGroup"][];
            problems: components["schemas"]["CellProblem"][];
            changes: components["schemas"]["FigureChange"][];
            needs_reason: boolean;
            remembered: boolean;
            outside_scope: number;
            marked?: string | null;
            can_commit: boolean;
        };
        ProblemBody: {
            type: string;
            title: string;
            status: number;
            code: string;
            detail: string;
            hint?: string | null;
            request_id: string;
            errors?: components["schemas"]["Fault"][];
        };
        ProblemGroup: {
            code: string;
            message: string;
            hint?: string | null;
            count: number;
            severity: string;
        };
        ProviderBody: {
            id: string;
            name: string;
        };
        PublishBody: {
            state: string;
            notice_until?: string | null;
            audience?: string | null;
        };
        RankingBody: {
            scheme: string;
            title: string;
            version: string;
            period: string;
            previous?: string | null;
            run?: components["schemas"]["RunBody"] | null;
            as_of: string;
            tree_date: string;
            draft: boolean;
            audience_limited: boolean;
            groups: string[];
            group_counts: number[];
            full_mark?: number | null;
            total_places?: number | null;
            adjusted: boolean;
            graded: boolean;
            levels: string[];
            dimensions: components["schemas"]["DimensionBody"][];
            rows: components["schemas"]["RowBody"][];
            count: number;
            next?: string | null;
            unscored: components["schemas"]["MarkedUnit"][];
            vetoes: components["schemas"]["MarkedUnit"][];
        };
        ReachBody: {
            supposition?: components["schemas"]["SuppositionBody"];
            unit: string;
            rank: number;
        };
        ReachList: {
            watermark: string;
            rank_now?: number | null;
            total_now?: number | null;
            options: components["schemas"]["ReachOption"][];
        };
        ReachOption: {
            indicator: string;
            name: string;
            measure: string;
            value_now: number;
            value_needed: number;
            total_after: number;
            rank_after?: number | null;
        };
        ReceiptBody: {
            batch?: string | null;
            new: number;
            same: number;
            changed: number;
            accepted: number;
            submitted: number;
            undo_until: string;
        };
        ReferenceBody: {
            id: string;
            name: string;
            value?: number | null;
        };
        RestateBody: {
            as_of?: string | null;
        };
        RestatedBody: {
            run: components["schemas"]["RunBody"];
            changes: components["schemas"]["UnitChangeBody"][];
        };
        ResultDimension: {
            id: string;
            name: string;
            weight?: number | null;
            points?: number | null;
            ratio?: number | null;
            group_best?: number | null;
            group_median?: number | null;
            rank?: number | null;
        };
        RoleBody: {
            role: string;
            role_name: string;
            unit?: components["schemas"]["UnitHead"] | null;
            indicators?: string[] | null;
        };
        RoleInfo: {
            role: string;
            name: string;
            capabilities: components["schemas"]["CapabilityBody"][];
        };
        RowBody: {
            rank?: number | null;
            rank_all?: number | null;
            change: components["schemas"]["ChangeBody"];
            code: string;
            name: string;
            group: string;
            total?: number | null;
            reason?: string | null;
            gap_above?: number | null;
            gap_below?: number | null;
            close: boolean;
            adjustment?: number | null;
            points: (number | null)[];
            ratios: (number | null)[];
            grade?: string | null;
            level?: string | null;
            lost: components["schemas"]["LostBody"][];
            shared: boolean;
            in_scope: boolean;
        };
        RuleBody: {
            by: string;
            name: string;
            value?: number | null;
            measure: string;
            written?: string | null;
            value_formula: string;
            compared?: string | null;
            reference: components["schemas"]["ReferenceBody"][];
            group?: components["schemas"]["GroupBody"] | null;
            inputs: components["schemas"]["Input"][];
        };
        RulingBody: {
            points?: number | null;
            basis: string;
            approver: string;
        };
        RunBody: {
            id: string;
            scheme: string;
            version: string;
            period: string;
            state: string;
            as_of: string;
            tree_date: string;
            semantics: number;
            notice_until?: string | null;
            audience?: string | null;
            supersedes?: string | null;
            made_at: string;
            made_by: string;
            step_at: string;
            step_by: string;
            input_digest: string;
            output_digest: string;
        };
        RunItem: components["schemas"]["RunBody"] & {
            superseded_by?: string | null;
        };
        RunList: {
            items: components["schemas"]["RunItem"][];
        };
        RunPage: components["schemas"]["RunItem"] & {
            rulings: components["schemas"]["RunRuling"][];
        };
        RunRuling: {
            unit: string;
            node: string;
            points?: number | null;
            basis: string;
            approver: string;
            at: string;
            by: string;
        };
        SaveScheme: {
            text: string;
            note?: string;
            expected: number;
        };
        SchemeHead: {
            id: string;
            title: string;
            version: string;
            period_kind: string;
            full_mark?: number | null;
            periods: string[];
            default_period?: string | null;
        };
        SchemePage: {
            id: string;
            title: string;
            version: string;
            basis?: string | null;
            file: string;
            text: string;
            method: components["schemas"]["MethodBody"];
            diagnostics: components["schemas"]["Diagnostic"][];
            versions: components["schemas"]["VersionBody"][];
        };
        SchemeText: {
            id: string;
            text: string;
        };
        SeriesBody: {
            measure: string;
            points: components["schemas"]["PointBody"][];
        };
        SessionBody: {
            account: string;
            name: string;
            lang: string;
            must_change_password: boolean;
            csrf: string;
            capabilities: string[];
            roles: components["schemas"]["RoleBody"][];
            scope_badge: string;
            home_unit?: components["schemas"]["UnitHead"] | null;
            totp: boolean;
            idle_until?: string | null;
            ends?: string | null;
        };
        Sessions: {
            items: components["schemas"]["OpenSession"][];
            next?: string | null;
        };
        SheetBody: {
            name: string;
            layout: string;
            header_row?: number | null;
            columns: components["schemas"]["ColumnBody"][];
        };
        SignIn: {
            account: string;
            password: string;
            totp?: string | null;
        };
        SourceBody: {
            kind: string;
            text: string;
            file?: string | null;
            sheet?: string | null;
            cell?: string | null;
            status: string;
            recorded_at: string;
            recorded_by: string;
            version: number;
        };
        StandingBody: {
            scheme: string;
            title: string;
            period: string;
            unit: string;
            name: string;
            rank?: number | null;
            of: number;
            total?: number | null;
            change: components["schemas"]["ChangeBody"];
        };
        SupposedBody: {
            watermark: string;
            period: string;
            dimensions: components["schemas"]["NamedNode"][];
            rows: components["schemas"]["SupposedRow"][];
        };
        SupposedRow: {
            code: string;
            name: string;
            group: string;
            rank_before?: number | null;
            rank_after?: number | null;
            total_before?: number | null;
            total_after?: number | null;
            points_before: (number | null)[];
            points_after: (number | null)[];
        };
        SuppositionBody: {
            scheme?: string | null;
            period?: string | null;
            figures?: components["schemas"]["FigureBody"][];
            weights?: components["schemas"]["WeightBody"][];
        };
        TerritoryChange: {
            date: string;
            kind: string;
            from: string[];
            to: string[];
        };
        TokenBody: {
            id: string;
            account: string;
            name: string;
            capabilities: string[];
            created: string;
            expires: string;
            last_used?: string | null;
            revoked: boolean;
        };
        Tokens: {
            items: components["schemas"]["TokenBody"][];
            next?: string | null;
        };
        TotpSecret: {
            secret: string;
            url: string;
        };
        TrendBody: {
            periods: string[];
            rank: (number | null)[];
            of: (number | null)[];
            total: (number | null)[];
            draft: boolean[];
            nodes: components["schemas"]["TrendNode"][];
        };
        TrendNode: {
            id: string;
            name: string;
            ratios: (number | null)[];
        };
        TrialBody: {
            period: string;
            changes: components["schemas"]["TriedBody"][];
        };
        TrialText: {
            text: string;
            period?: string | null;
        };
        TriedBody: {
            code: string;
            name: string;
            group: string;
            rank_before?: number | null;
            rank_after?: number | null;
            total_before?: number | null;
            total_after?: number | null;
        };
        UnitBody: {
            code: string;
            name: string;
            kind: string;
            parent?: string | null;
            parent_name?: string | null;
            valid_from?: string | null;
            valid_to?: string | null;
            attributes: components["schemas"]["AttributeBody"][];
        };
        UnitChangeBody: {
            code: string;
            name: string;
            total: (number | null)[];
            rank: (number | null)[];
            grade: (string | null)[];
            nodes: string[];
        };
        UnitDetail: components["schemas"]["UnitBody"] & {
            changes: components["schemas"]["TerritoryChange"][];
            children: components["schemas"]["UnitHead"][];
        };
        UnitHead: {
            code: string;
            name: string;
        };
        UnitList: {
            items: components["schemas"]["UnitBody"][];
            next?: string | null;
            kinds: components["schemas"]["KindCount"][];
        };
        UnitResult: {
            scheme: string;
            title: string;
            period: string;
            run?: components["schemas"]["RunBody"] | null;
            draft: boolean;
            as_of: string;
            unit: components["schemas"]["UnitHead"];
            group: string;
            rank?: number | null;
            of?: number | null;
            total?: number | null;
            total_places?: number | null;
            reason?: string | null;
            full_mark?: number | null;
            grade?: string | null;
            change: components["schemas"]["ChangeBody"];
            adjustment?: number | null;
            adjustments: components["schemas"]["AdjustmentHead"][];
            vetoes: string[];
            members: components["schemas"]["UnitHead"][];
            dimensions: components["schemas"]["ResultDimension"][];
            leaves: components["schemas"]["LeafBody"][];
        };
        UseBody: {
            scheme: string;
            title: string;
            node?: string | null;
            name?: string | null;
        };
        ValueBody: {
            code: string;
            name: string;
            value?: number | null;
            reason?: string | null;
            plan?: number | null;
            completion?: number | null;
            elapsed?: number | null;
            behind?: boolean | null;
            yoy?: number | null;
            single?: number | null;
            ytd?: number | null;
        };
        ValuesBody: {
            period: string;
            measure: string;
            values: components["schemas"]["ValueBody"][];
        };
        VerifiedBody: {
            ok: boolean;
            differences: string[];
        };
        VersionBody: {
            version: number;
            author: string;
            at: string;
            note: string;
            digest: string;
        };
        VersionList: {
            items: components["schemas"]["FigureVersionBody"][];
        };
        VersionSource: {
            kind: string;
            file?: string | null;
            sheet?: string | null;
            cell?: string | null;
            row?: number | null;
            batch: string;
        };
        ViewBody: {
            page: string;
            name: string;
            query: string;
        };
        Views: {
            items: components["schemas"]["ViewBody"][];
        };
        WaitingBatch: {
            id: string;
            title: string;
            by: string;
            at: string;
        };
        WeightBody: {
            node: string;
            weight: number;
        };
        WhyBody: {
            allowed: boolean;
            because: string;
            grants: components["schemas"]["GrantBody"][];
            ask: components["schemas"]["Helper"][];
        };
        WithdrawBody: {
            reason: string;
        };
        WorkspaceBody: {
            title: string;
            synthetic: boolean;
            note?: string | null;
            default_scheme?: string | null;
            schemes: components["schemas"]["SchemeHead"][];
            today: string;
            version: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
