import{b as r,d as o,h as t}from"./chunks/744FIEFT.js";import"./chunks/2ME2BQI2.js";import"./chunks/AI4673CU.js";import"./chunks/32AYU3YN.js";import{base64 as e}from"./wasm/inline.js";var{Keyward:i,KeywardError:n,expiryOf:p,noticesOf:s,kontentManagement:y}=t(r(o(e)));export{i as Keyward,n as KeywardError,p as expiryOf,y as kontentManagement,s as noticesOf};
//# sourceMappingURL=inline.js.map
