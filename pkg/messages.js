import{b,c,d}from"./chunks/PLDPRDFM.js";import{c as a}from"./chunks/32AYU3YN.js";export{a as KeywardError,b as createMessages,d as noticeMessage,c as statusMessage};
//# sourceMappingURL=messages.js.map
