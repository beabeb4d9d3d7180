import{b,c,d}from"./chunks/3BLKYBFF.js";import{b as a}from"./chunks/4P4YPYZO.js";export{a as KeywardError,b as createMessages,d as noticeMessage,c as statusMessage};
//# sourceMappingURL=messages.js.map
