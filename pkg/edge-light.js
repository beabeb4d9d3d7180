import{h as r}from"./chunks/744FIEFT.js";import"./chunks/2ME2BQI2.js";import"./chunks/AI4673CU.js";import"./chunks/32AYU3YN.js";import o from"./wasm/keyward_bg.wasm?module";var{Keyward:m,KeywardError:n,expiryOf:a,noticesOf:f,kontentManagement:i}=r(o);export{m as Keyward,n as KeywardError,a as expiryOf,i as kontentManagement,f as noticesOf};
//# sourceMappingURL=edge-light.js.map
