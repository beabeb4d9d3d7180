import{b,c,d}from"./chunks/A2XR5XJL.js";import{b as a}from"./chunks/PCP7PRJS.js";export{a as KeywardError,b as createMessages,d as noticeMessage,c as statusMessage};
//# sourceMappingURL=messages.js.map
